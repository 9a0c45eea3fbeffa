/** A caller's signal, listened to for as long as there is something to abort. */
import { setMaxListeners } from "node:events";
import { abortError, type TimeError } from "./errors.ts";

/** @returns what stops the listening */
export function onAbort(signal: AbortSignal | undefined, abort: (error: TimeError) => void): () => void {
  if (signal === undefined) return () => {};
  // Thousands of questions may share a signal; the runtime would call the eleventh a leak.
  setMaxListeners(0, signal);
  const listener = () => abort(abortError(signal));
  signal.addEventListener("abort", listener);
  return () => signal.removeEventListener("abort", listener);
}
