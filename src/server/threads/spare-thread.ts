/** A worker that is started while the command still reads its settings: both take equally long. */
import { existsSync } from "node:fs";
import { ownThread } from "../../proc/own-program.ts";
import { earlyThread } from "./early-thread.ts";

/** The worker's program in the bundle; not defined when this runs from source. See bin/build.ts. */
declare const BUNDLED_THREAD: string | undefined;

let spare: Worker | undefined;

function create(): Worker {
  const isBundled = typeof BUNDLED_THREAD === "string" && existsSync(BUNDLED_THREAD);
  return new Worker(isBundled ? BUNDLED_THREAD : ownThread("server/threads/worker.ts"));
}

/** Starts a worker that waits for its first message. It does not keep the process alive. */
export function prepareThread(): void {
  const worker = earlyThread() ?? create();
  worker.unref();
  worker.addEventListener("close", () => {
    if (spare === worker) spare = undefined;
  });
  spare = worker;
}

/** The prepared worker, or a new one. */
export function takeThread(): Worker {
  const worker = spare ?? create();
  spare = undefined;
  worker.ref();
  return worker;
}
