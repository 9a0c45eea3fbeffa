/** Which limits of an interval the last seconds have confirmed: beyond one of them is a clock that was set meanwhile. */
import { near, type Readings } from "./bound.ts";
import { type Interval, SECOND_MS, usualRoundTripMs } from "./reading.ts";

/** A limit that is older is confirmed again. */
const RECENT_MS = 2_500;
/** A request so near to the change of the second tells on which side of it the clock is; or as near as its round trip. */
const LEAST_NEAR_MS = 5;

/**
 * Requests narrow an interval from one side only, if the clock is always on that side: one reply before a step and all
 * that follow it then agree on a limit where the clock no longer is.
 * @returns where in a second a request confirms a limit that none of the last seconds confirms
 */
export function unconfirmed(
  readings: Readings,
  { lowMs, highMs }: Interval,
  lateMs: number,
): readonly number[] {
  const lastMs = Math.max(...readings.map(({ sentMs }) => sentMs));
  const recent = readings.filter(({ sentMs }) => sentMs > lastMs - RECENT_MS);
  const usualMs = usualRoundTripMs(recent);
  const nearMs = Math.max(LEAST_NEAR_MS, usualMs);
  const hasReached = recent.some(({ second, sentMs }) => {
    return nearTo(second * SECOND_MS - sentMs, lowMs) > lowMs - nearMs - lateMs;
  });
  const isBelow = recent.some(({ second, receivedMs }) => {
    return nearTo((second + 1) * SECOND_MS - receivedMs, highMs) < highMs + nearMs;
  });
  return [
    ...(hasReached ? [] : [nearMs / 2 + lateMs - lowMs]),
    ...(isBelow ? [] : [-highMs - usualMs - nearMs / 2]),
  ];
}

function nearTo(offsetMs: number, toMs: number): number {
  return near({ lowMs: offsetMs, highMs: offsetMs }, toMs).lowMs;
}
