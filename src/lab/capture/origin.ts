/** A session → when its capture began: the time from which its times count. Pure. */
import type { Session } from "./session.ts";

const KNOWN = new WeakMap<Session, number>();

/** In seconds since 1970. The first packet in the order of cause need not have the earliest time stamp. */
export function originOf(session: Session): number {
  const known = KNOWN.get(session);
  if (known !== undefined) return known;
  let earliest = Number.POSITIVE_INFINITY;
  for (const { time } of session.packets) earliest = Math.min(earliest, time);
  const origin = (Number.isFinite(earliest) ? earliest : 0) - session.beginsAt;
  KNOWN.set(session, origin);
  return origin;
}
