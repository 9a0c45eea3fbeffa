/** Listens to a caller's signal for as long as there is something to abort. */
import { setMaxListeners } from "node:events";
import { abortError, type TimeError } from "./errors.ts";

/** @returns what stops the listening */
export function onAbort(signal: AbortSignal | undefined, abort: (error: TimeError) => void): () => void {
  if (signal === undefined) return () => {};
  // Thousands of requests may share a signal; the runtime warns of a leak at the eleventh listener.
  setMaxListeners(0, signal);
  const listener = () => abort(abortError(signal));
  signal.addEventListener("abort", listener);
  return () => signal.removeEventListener("abort", listener);
}
