/** The duration of a session; of an open one in whole seconds, so that it does not flicker. */
import type { SessionRow } from "../../facts/api.ts";

export function lastedOf({ openedAt, endedAt }: SessionRow, now: number): number {
  if (endedAt !== undefined) return Math.max(0, endedAt - openedAt);
  return Math.max(1000, Math.floor((now - openedAt) / 1000) * 1000);
}
