/** Which ends of a session are good, neutral or bad. */
import type { CloseReason } from "../../server/counters.ts";
import type { SessionRow } from "../facts/api.ts";

export type Tone = "good" | "plain" | "bad";

const GOOD: readonly CloseReason[] = ["quit"];
const PLAIN: readonly CloseReason[] = ["client-closed", "drained"];

export function toneOfReason(reason: CloseReason): Tone {
  if (GOOD.includes(reason)) return "good";
  return PLAIN.includes(reason) ? "plain" : "bad";
}

export function toneOfRow({ state, reason, errors, isInLine }: SessionRow): Tone {
  if (reason !== undefined && isInLine) return "bad";
  if (reason !== undefined) return toneOfReason(reason); // its errors are shown next to it, in red
  if (errors > 0 || state === "stalled") return "bad";
  return state === "open" ? "good" : "plain";
}
