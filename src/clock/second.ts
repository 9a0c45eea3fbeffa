/** Now → the text of this second. Knows no clock: the moment is handed in. */
import { compilePattern } from "./pattern.ts";

export const DEFAULT_PATTERN = "%H:%M:%S"; // REPLY-1: hh:mm:ss, 24-hour, zero-padded

/**
 * @param zone an IANA name
 * @param pattern a strftime pattern
 * @returns the function that writes a moment (milliseconds since 1970 in UTC) as that zone's clocks show it
 * @throws {RangeError} for an unknown zone
 * @throws {PatternError} for a pattern that is none
 */
export function secondFormatter(zone: string, pattern: string): (epochMilliseconds: number) => string {
  const write = compilePattern(pattern);
  const format = (epochMilliseconds: number) =>
    write(Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(zone));
  format(0); // throws now, and not in the middle of serving, where there is no such zone
  return format;
}
