/** A POSIX TZ string, such as `WIB-7` or `CET-1CEST,M3.5.0,M10.5.0/3` → the local time at any moment. */

export interface LocalType {
  /** Seconds east of UTC. */
  readonly offset: number;
  /** What strftime's `%Z` writes, such as `WIB`. */
  readonly abbreviation: string;
}

type RuleDay =
  /** 1 to 365; 29 February is never counted. */
  | { readonly kind: "julian"; readonly day: number }
  /** 0 to 365. */
  | { readonly kind: "of-year"; readonly day: number }
  /** Week 5 is the last; weekday 0 is Sunday. */
  | { readonly kind: "of-month"; readonly month: number; readonly week: number; readonly weekday: number };

interface Change {
  readonly day: RuleDay;
  /** After midnight, by the clock before the change; may be negative, or beyond the day. */
  readonly seconds: number;
}

export interface PosixRule {
  readonly standard: LocalType;
  readonly daylight: { readonly type: LocalType; readonly starts: Change; readonly ends: Change } | undefined;
}

const DAY_SECONDS = 86_400;
const DEFAULT_SECONDS = 2 * 3600;

/** What glibc assumes if a string names daylight-saving time without its rules: those of the United States. */
const DEFAULT_DAYS = { starts: "M3.2.0", ends: "M11.1.0" };

/** Longer abbreviations occur in no zone, and they would be part of a reply. */
const NAME = "([A-Za-z]{3,32}|<[A-Za-z0-9+-]{3,32}>)";
const TIME = String.raw`([+-]?\d{1,3}(?::\d{1,2}){0,2})`;
const CHANGE = String.raw`(J?\d{1,3}|M\d{1,2}\.\d\.\d)(?:/${TIME})?`;
const FORM = new RegExp(`^${NAME}${TIME}(?:${NAME}${TIME}?(?:,${CHANGE},${CHANGE})?)?$`);

const MAX_OFFSET_HOURS = 24;
/** RFC 9636, 3.3.2: POSIX allows 24. */
const MAX_CHANGE_HOURS = 167;

/** Undefined if it is not a valid string. */
export function parsePosixTz(text: string): PosixRule | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const [, name = "", west = "", daylightName, daylightWest] = match;
  const [startDay = DEFAULT_DAYS.starts, startTime, endDay = DEFAULT_DAYS.ends, endTime] = match.slice(5);
  const standardWest = secondsOf(west, MAX_OFFSET_HOURS);
  if (standardWest === undefined) return undefined;
  const standard = typeOf(name, standardWest);
  if (daylightName === undefined) return { standard, daylight: undefined };
  const shift = daylightWest === undefined ? standardWest - 3600 : secondsOf(daylightWest, MAX_OFFSET_HOURS);
  const starts = changeOf(startDay, startTime);
  const ends = changeOf(endDay, endTime);
  if (shift === undefined || starts === undefined || ends === undefined) return undefined;
  return { standard, daylight: { type: typeOf(daylightName, shift), starts, ends } };
}

export function localTypeBy({ standard, daylight }: PosixRule, epochSeconds: number): LocalType {
  if (daylight === undefined) return standard;
  const { type, starts, ends } = daylight;
  const year = new Date((epochSeconds + standard.offset) * 1000).getUTCFullYear();
  const from = changeAt(starts, year, standard);
  const to = changeAt(ends, year, type);
  // South of the equator a year begins and ends in daylight-saving time.
  const isDaylight =
    from < to ? from <= epochSeconds && epochSeconds < to : !(to <= epochSeconds && epochSeconds < from);
  return isDaylight ? type : standard;
}

/** POSIX counts west of Greenwich. */
function typeOf(name: string, secondsWest: number): LocalType {
  return { offset: 0 - secondsWest, abbreviation: name.replace(/[<>]/g, "") };
}

function secondsOf(text: string, maxHours: number): number | undefined {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/, "").split(":").map(Number);
  if (hours > maxHours || minutes > 59 || seconds > 59) return undefined;
  return (text.startsWith("-") ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}

function changeOf(day: string, time: string | undefined): Change | undefined {
  const seconds = time === undefined ? DEFAULT_SECONDS : secondsOf(time, MAX_CHANGE_HOURS);
  const rule = dayOf(day);
  return seconds === undefined || rule === undefined ? undefined : { day: rule, seconds };
}

function dayOf(text: string): RuleDay | undefined {
  const numbers = text.replace(/^[JM]/, "").split(".").map(Number);
  const [first = Number.NaN, week = 0, weekday = 0] = numbers;
  if (text.startsWith("M")) {
    const isValid = first >= 1 && first <= 12 && week >= 1 && week <= 5 && weekday <= 6;
    return isValid ? { kind: "of-month", month: first, week, weekday } : undefined;
  }
  if (first > 365) return undefined;
  if (!text.startsWith("J")) return { kind: "of-year", day: first };
  return first >= 1 ? { kind: "julian", day: first } : undefined;
}

/** Seconds since 1970 at which the clock is changed in this year. @param before the clock that is changed */
function changeAt({ day, seconds }: Change, year: number, before: LocalType): number {
  return daysUntil(day, year) * DAY_SECONDS + seconds - before.offset;
}

/** Days from 1970-01-01 to the rule's day in this year. */
function daysUntil(rule: RuleDay, year: number): number {
  switch (rule.kind) {
    case "julian":
      return daysTo(year, 0, rule.day) + (rule.day >= 60 && isLeap(year) ? 1 : 0);
    case "of-year":
      return daysTo(year, 0, 1 + rule.day);
    case "of-month": {
      const first = daysTo(year, rule.month - 1, 1);
      const weekdayOfFirst = (((first + 4) % 7) + 7) % 7; // 1970 began on a Thursday
      const day = first + ((rule.weekday - weekdayOfFirst + 7) % 7) + (rule.week - 1) * 7;
      return day < daysTo(year, rule.month, 1) ? day : day - 7;
    }
  }
}

function daysTo(year: number, month: number, day: number): number {
  return Date.UTC(year, month, day) / 1000 / DAY_SECONDS;
}

function isLeap(year: number): boolean {
  return daysTo(year, 2, 1) - daysTo(year, 1, 1) === 29;
}
