/**
 * Preloaded into `bin/jam serve` by a test: each serving thread then dies when the file that FAULT_FILE names
 * holds its number. It deletes the file first, so that the thread that replaces it lives.
 */
import type { WorkerOptions } from "node:worker_threads";

type Threads = { Worker: typeof import("node:worker_threads").Worker; readonly isMainThread: boolean };

// An import would bind the names before they are replaced.
const threads = require("node:worker_threads") as Threads;

if (threads.isMainThread) {
  const { Worker } = threads;
  threads.Worker = class extends Worker {
    constructor(real: string | URL, options: WorkerOptions) {
      const env = { ...process.env, FAULT_REAL_THREAD: String(real) };
      super(new URL("./dying-thread-entry.ts", import.meta.url), { ...options, env });
    }
  };
}
