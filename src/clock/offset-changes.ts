/** The offsets of a zone over a span of time, for those who show its times and do not have its rules. */
import { momentIn } from "./moment.ts";
import type { OffsetFrom } from "./time-of-day.ts";
import type { Zone } from "./zone.ts";

/** No zone changed its offset twice within a day. */
const STEP_SECONDS = 86_400;

/** @param from milliseconds since 1970, as `to` @returns the offset at `from`, then each change up to `to` */
export function offsetChanges(zone: Zone, from: number, to: number): readonly OffsetFrom[] {
  const last = Math.floor(to / 1000);
  let at = Math.floor(from / 1000);
  let seconds = offsetAt(zone, at);
  const changes: OffsetFrom[] = [{ from: at * 1000, seconds }];
  while (at < last) {
    const next = Math.min(last, at + STEP_SECONDS);
    const offset = offsetAt(zone, next);
    if (offset !== seconds) changes.push({ from: firstWith(zone, offset, at, next) * 1000, seconds: offset });
    seconds = offset;
    at = next;
  }
  return changes;
}

/** In `right/` zones the leap seconds count as well. */
function offsetAt(zone: Zone, epochSeconds: number): number {
  const { year, month, day, hour, minute, second } = momentIn(zone, epochSeconds);
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - epochSeconds;
}

/** The first second after `before` at which the offset is this one; it is at `after`. */
function firstWith(zone: Zone, offset: number, before: number, after: number): number {
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(zone, middle) === offset) after = middle;
    else before = middle;
  }
  return after;
}
