/** A moment → the text of its second. */
import { compilePattern } from "./pattern.ts";

export const DEFAULT_PATTERN = "%H:%M:%S"; // REPLY-1: hh:mm:ss, 24-hour, zero-padded

/**
 * @param zone an IANA name
 * @param pattern a strftime pattern
 * @returns the function that writes a moment (milliseconds since 1970 in UTC) as that zone's clocks show it
 * @throws {RangeError} for an unknown zone
 * @throws {PatternError} for an invalid pattern
 */
export function secondFormatter(zone: string, pattern: string): (epochMilliseconds: number) => string {
  const write = compilePattern(pattern);
  const format = (epochMilliseconds: number) =>
    write(Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(zone));
  format(0); // an unknown zone throws here, not while serving
  return format;
}
