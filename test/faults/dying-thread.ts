/**
 * Preloaded into `bin/jam serve` by a test: each serving thread then dies when the file that FAULT_FILE names
 * holds its number. It deletes the file first, so that the thread that replaces it lives.
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
