/** A thread that starts while the command still reads its settings, since both take equally long. */
import { existsSync } from "node:fs";

/** The thread's program in the bundle, which bin/build.ts puts here; not defined in the sources. */
declare const BUNDLED_THREAD: string | undefined;

let spare: Worker | undefined;

/** A running server outlives its bundle: a thread that is restarted after dist/ was deleted runs the source. */
function create(): Worker {
  const isBundled = typeof BUNDLED_THREAD === "string" && existsSync(BUNDLED_THREAD);
  return new Worker(isBundled ? BUNDLED_THREAD : new URL("./worker.ts", import.meta.url));
}

/** Starts a thread that waits for its first message. It does not keep the process alive. */
export function prepareThread(): void {
  const worker = create();
  worker.unref();
  worker.addEventListener("close", () => {
    if (spare === worker) spare = undefined;
  });
  spare = worker;
}

/** The prepared thread, or a new one. */
export function takeThread(): Worker {
  const worker = spare ?? create();
  spare = undefined;
  worker.ref();
  return worker;
}
