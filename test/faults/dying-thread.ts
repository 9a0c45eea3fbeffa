/**
 * Preloaded into `bin/jam serve` by a test: a serving thread then obeys the file that FAULT_FILE names:
 * `0 throw`, `1 exit`, `0 hang` (a busy loop). It deletes the file first, so that the thread that replaces it lives.
 * `all throw` is kept: every thread throws each time it starts.
 */
const RealWorker = globalThis.Worker;

if (Bun.isMainThread) {
  globalThis.Worker = class extends RealWorker {
    constructor(real: string | URL) {
      const env = { ...process.env, FAULT_REAL_THREAD: String(real) };
      super(new URL("./dying-thread-entry.ts", import.meta.url), { env });
    }
  };
}
