/** A thread that comes up while the command is still reading its settings, since both take equally long. */
import { existsSync } from "node:fs";

/** Where the bundle has the thread's program; not defined where this runs from its source. See bin/build.ts. */
declare const BUNDLED_THREAD: string | undefined;

let spare: Worker | undefined;

function create(): Worker {
  const isBundled = typeof BUNDLED_THREAD === "string" && existsSync(BUNDLED_THREAD);
  return new Worker(isBundled ? BUNDLED_THREAD : new URL("./worker.ts", import.meta.url));
}
/** Starts a thread that waits for its first message. It keeps no process alive. */
export function prepareThread(): void {
  const worker = create();
  worker.unref();
  worker.addEventListener("close", () => {
    if (spare === worker) spare = undefined;
  });
  spare = worker;
}

/** The thread that was prepared, or a new one. */
export function takeThread(): Worker {
  const worker = spare ?? create();
  spare = undefined;
  worker.ref();
  return worker;
}
