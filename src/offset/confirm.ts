/** What the last seconds confirm of an interval: beyond one of its limits may be a clock that was set meanwhile. */
import { near, type Readings } from "./bound.ts";
import { type Interval, SECOND_MS, usualRoundTripMs } from "./reading.ts";
import { recentOf } from "./recent.ts";

/** A request so near to the change of the second tells on which side of it the clock is; or as near as its round trip. */
const LEAST_NEAR_MS = 5;
/** The request is sent half of that beyond the limit; its reply confirms it if its round trip is at most 1.2 times the usual one. */
const PROOF_PER_NEAR = 1.7;

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
  const recent = recentOf(readings);
  const usualMs = usualRoundTripMs(recent);
  const nearMs = Math.max(LEAST_NEAR_MS, usualMs);
  const proofMs = PROOF_PER_NEAR * nearMs;
  const hasReached = recent.some(({ second, receivedMs }) => {
    return nearTo(second * SECOND_MS - receivedMs, lowMs) > lowMs - proofMs - lateMs;
  });
  const isBelow = recent.some(({ second, sentMs }) => {
    return nearTo((second + 1) * SECOND_MS - sentMs, highMs) < highMs + proofMs;
  });
  return [
    ...(hasReached ? [] : [nearMs / 2 + lateMs - lowMs]),
    ...(isBelow ? [] : [-highMs - usualMs - nearMs / 2]),
  ];
}

function nearTo(offsetMs: number, toMs: number): number {
  return near({ lowMs: offsetMs, highMs: offsetMs }, toMs).lowMs;
}
