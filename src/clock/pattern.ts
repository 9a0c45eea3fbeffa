/** A strftime pattern → a function of a moment in a zone. */
import type { Moment } from "./moment.ts";

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const digits = (value: number, width: number) => String(value).padStart(width, "0");
const hour12 = (moment: Moment) => ((moment.hour + 11) % 12) + 1;
const dayName = (moment: Moment) => DAYS[moment.weekday] ?? "";
const monthName = (moment: Moment) => MONTHS[moment.month - 1] ?? "";

/** `+0700`; with seconds only where the zone has them, as before 1972 in Monrovia. `-0000` is an unknown zone's (RFC 3339). */
function formatOffset({ offset, abbreviation }: Moment): string {
  const east = Math.abs(offset);
  const parts = [
    Math.floor(east / 3600),
    Math.floor(east / 60) % 60,
    ...(east % 60 === 0 ? [] : [east % 60]),
  ];
  const isWest = offset < 0 || (offset === 0 && abbreviation.startsWith("-"));
  return (isWest ? "-" : "+") + parts.map((part) => digits(part, 2)).join("");
}

/** The directives of C's and Python's strftime in the C locale (C17, 7.27.3.5) that show a moment. */
const DIRECTIVES: Readonly<Record<string, (moment: Moment) => string>> = {
  H: (moment) => digits(moment.hour, 2),
  I: (moment) => digits(hour12(moment), 2),
  M: (moment) => digits(moment.minute, 2),
  S: (moment) => digits(moment.second, 2),
  p: (moment) => (moment.hour < 12 ? "AM" : "PM"),
  T: (moment) => `${digits(moment.hour, 2)}:${digits(moment.minute, 2)}:${digits(moment.second, 2)}`,
  R: (moment) => `${digits(moment.hour, 2)}:${digits(moment.minute, 2)}`,
  d: (moment) => digits(moment.day, 2),
  e: (moment) => String(moment.day).padStart(2, " "),
  j: (moment) => digits(moment.dayOfYear, 3),
  m: (moment) => digits(moment.month, 2),
  y: (moment) => digits(moment.year % 100, 2),
  Y: (moment) => digits(moment.year, 4),
  F: (moment) => `${digits(moment.year, 4)}-${digits(moment.month, 2)}-${digits(moment.day, 2)}`,
  A: dayName,
  a: (moment) => dayName(moment).slice(0, 3),
  B: monthName,
  b: (moment) => monthName(moment).slice(0, 3),
  u: (moment) => String(moment.weekday || 7),
  w: (moment) => String(moment.weekday),
  z: formatOffset,
  Z: (moment) => moment.abbreviation,
  s: (moment) => String(moment.epochSeconds),
  "%": () => "%",
};

/** Bytes of the longest text of a directive, which is %Z. */
const DIRECTIVE_BYTES = 32;

/** The most bytes of a text. */
const TEXT_BYTES = 1000;

export class PatternError extends Error {}

/**
 * @param pattern text with directives such as `%d-%m-%Y %H:%M:%S`
 * @returns the function that writes a moment by the pattern
 * @throws {PatternError} for an unknown directive, for control characters (a reply is one line), and if the text could
 * exceed 1,000 bytes
 */
export function compilePattern(pattern: string): (moment: Moment) => string {
  if (pattern === "") throw new PatternError("it is empty, and a reply shows the time");
  if (/\p{Cc}/u.test(pattern))
    throw new PatternError("it contains a control character, and a reply is one line");
  const parts = pattern.split(/(%.?)/su).map((part) => {
    if (!part.startsWith("%")) return () => part;
    const directive = DIRECTIVES[part.slice(1)];
    if (directive !== undefined) return directive;
    throw new PatternError(
      `${part} is not a directive; these are: ${Object.keys(DIRECTIVES)
        .map((letter) => `%${letter}`)
        .join(" ")}`,
    );
  });
  if (longestText(pattern) > TEXT_BYTES) throw new PatternError(`its text could exceed ${TEXT_BYTES} bytes`);
  return (moment) => parts.map((part) => part(moment)).join("");
}

function longestText(pattern: string): number {
  return new TextEncoder().encode(pattern.replace(/%./gsu, "%".repeat(DIRECTIVE_BYTES))).length;
}
