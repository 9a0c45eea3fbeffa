/** A moment → what the clocks of a zone show: its date, time, offset and abbreviation. */
import { type LocalTime, localTimeAt, numericAbbreviation } from "./tzif.ts";
import type { Zone } from "./zone.ts";

export interface Moment {
  readonly epochSeconds: number;
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** 60 in a leap second, which only the zones of `right/` have. */
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** From 1. */
  readonly dayOfYear: number;
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly abbreviation: string;
}

const DAY_MS = 86_400_000;

export function momentIn(zone: Zone, epochSeconds: number): Moment {
  const { offset, abbreviation, leapSeconds, isLeapSecond } = localTime(zone, epochSeconds);
  const local = new Date((epochSeconds - leapSeconds + offset) * 1000);
  const year = local.getUTCFullYear();
  return {
    epochSeconds,
    year,
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds() + (isLeapSecond ? 1 : 0),
    weekday: local.getUTCDay(),
    dayOfYear: Math.floor((local.getTime() - Date.UTC(year, 0, 1)) / DAY_MS) + 1,
    offset,
    abbreviation,
  };
}

function localTime({ name, rules }: Zone, epochSeconds: number): LocalTime {
  if (rules !== undefined) return localTimeAt(rules, epochSeconds);
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(
    epochSeconds * 1000,
  ).toZonedDateTimeISO(name);
  const offset = offsetNanoseconds / 1e9;
  return { offset, abbreviation: numericAbbreviation(offset), leapSeconds: 0, isLeapSecond: false };
}
