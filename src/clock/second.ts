/** A moment → the text of its second. */
import { momentIn } from "./moment.ts";
import { compilePattern } from "./pattern.ts";
import type { Zone } from "./zone.ts";

export const DEFAULT_PATTERN = "%H:%M:%S"; // REPLY-1: hh:mm:ss, 24-hour, zero-padded

/**
 * @param pattern a strftime pattern
 * @returns the function that writes a moment (milliseconds since 1970 in UTC) as that zone's clocks show it
 * @throws {PatternError} for an invalid pattern
 */
export function secondFormatter(zone: Zone, pattern: string): (epochMilliseconds: number) => string {
  const write = compilePattern(pattern);
  return (epochMilliseconds) => write(momentIn(zone, Math.floor(epochMilliseconds / 1000)));
}
