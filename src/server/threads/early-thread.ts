/** A worker that bin/start.ts starts before it loads the command line: both take equally long, on two cores. */

/** The two are bundled apart, so that they have nothing in common but the global object. */
const KEY = Symbol.for("jam: early thread");

/** Starts it. It does not keep the process alive. */
export function startEarlyThread(program: string): void {
  const worker = new Worker(program);
  worker.unref();
  Object.defineProperty(globalThis, KEY, { value: worker });
}

/** @returns undefined if jam runs from its sources or as one executable */
export function earlyThread(): Worker | undefined {
  const worker: unknown = Reflect.get(globalThis, KEY);
  return worker instanceof Worker ? worker : undefined;
}
