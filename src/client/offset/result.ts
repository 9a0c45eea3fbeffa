/** What a measurement of an offset found out, with offsets from this machine's clock. */
import { lastOf, middleOf, near, type Readings } from "../../offset/bound.ts";
import { atLastReading, canBeTwelveHour, placed, type ZoneChange, zoneChangeOf } from "../../offset/day.ts";
import { boundIn, type Finding, findingOf, movedFinding, widened } from "../../offset/finding.ts";
import type { Mode } from "../../offset/planner.ts";
import type { Allowance, Interval } from "../../offset/reading.ts";
import { bestInstantOf, boundIfSet } from "../../offset/recent.ts";

export interface OffsetResult {
  readonly host: string;
  readonly port: number;
  /**
   * Offsets are the server's clock minus this machine's in milliseconds, and positive if the server is ahead. They hold
   * for the instant `measuredAtMs`, up to whole quarter hours: the time zone.
   */
  readonly finding: Finding;
  /**
   * What the replies of the last 2.5 s allow by themselves: the offset is in this interval even if the server's clock was
   * set before them, by too little to be seen. Undefined if these replies contradict each other.
   */
  readonly ifSet: Interval | undefined;
  /** So many quarter hours and the offset are the server's time of day minus UTC, modulo 24 h; from -48 to 47. */
  readonly quarterHours: number;
  readonly zoneChange: ZoneChange | undefined;
  /** Whether the hours that were shown could be those of a 12-hour clock. */
  readonly canBeTwelveHour: boolean;
  /** `connection`: the server reads its clock once for each connection, or closes after a reply. */
  readonly mode: Mode;
  /** The least of all round trips; with a connection for each request it includes connecting. */
  readonly roundTripMs: number;
  readonly requests: number;
  readonly connections: number;
  /** From the first request to the last reply. */
  readonly elapsedMs: number;
  /**
   * The instant for which the finding holds, in milliseconds since 1970: that at which the bound is narrowest, of those at
   * which a reply of the last 2.5 s came; of the last reply if replies contradict each other.
   */
  readonly measuredAtMs: number;
  /** The same instant of `performance.now()`. */
  readonly monotonicMs: number;
  /** By how much this machine's clock was set meanwhile; the offset is from the clock as it is now. */
  readonly localStepMs: number | undefined;
  /** How the bound became narrower: its width in milliseconds after each reply, and when that came, from the first request. */
  readonly narrowing: readonly { readonly atMs: number; readonly widthMs: number }[];
}

/** The finding, from the clock of `performance.now()` to the wall clock. @param wall how far that one is ahead */
export function placedFinding(
  readings: Readings,
  allowance: Allowance,
  wall: Interval,
): Pick<
  OffsetResult,
  "finding" | "ifSet" | "quarterHours" | "zoneChange" | "canBeTwelveHour" | "measuredAtMs" | "monotonicMs"
> {
  const own = findingOf(readings, allowance, bestInstantOf(readings, allowance));
  const shown = boundIn(own) ?? (own.kind === "late" ? { lowMs: own.lowMs, highMs: own.lowMs } : undefined);
  const monotonicMs = boundIn(own)?.atMs ?? lastOf(readings);
  const facts = {
    zoneChange: zoneChangeOf(readings),
    canBeTwelveHour: canBeTwelveHour(readings),
    measuredAtMs: monotonicMs + middleOf(wall),
    monotonicMs,
  };
  if (shown === undefined) return { finding: own, ifSet: undefined, quarterHours: 0, ...facts };
  const fromWall = { lowMs: -wall.highMs, highMs: -wall.lowMs };
  const inPresentZone = atLastReading(shown, readings);
  const { offset, quarterHours } = placed({
    lowMs: inPresentZone.lowMs + fromWall.lowMs,
    highMs: inPresentZone.highMs + fromWall.highMs,
  });
  const shiftMs = middleOf(offset) - middleOf(shown);
  const half = (wall.highMs - wall.lowMs) / 2;
  const by = { lowMs: shiftMs - half, highMs: shiftMs + half };
  const ifSet = boundIfSet(readings, allowance, monotonicMs);
  return {
    finding: movedFinding(own, by),
    ifSet: ifSet && widened(near(ifSet, middleOf(shown)), by),
    quarterHours,
    ...facts,
  };
}
