/**
 * Preloaded into `bin/jam serve` by a test: a serving thread fails as the file FAULT_FILE says: `0 throw`, `1 exit`,
 * `0 hang` (a busy loop). It deletes the file first, and the thread that replaces it works. `all throw` stays: every
 * thread throws each time that it starts.
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
