/** A client that closes inside a line: TCP delivered all of it, and nothing could be answered. Pure. */
import type { CloseReason } from "../counters.ts";
import type { Waiting } from "./deadlines.ts";

/** Any other reason to close says more than the unfinished line does. */
export function closesInLine({ lineSince }: Waiting, reason: CloseReason): boolean {
  return lineSince !== undefined && reason === "client-closed";
}
