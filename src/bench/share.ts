/** Divides a whole among threads: evenly, the remainder to the first ones. */

/** The share of one of `parts`; the shares add up to `whole`. */
export function shareOf(whole: number, part: number, parts: number): number {
  return Math.floor(whole / parts) + (part < whole % parts ? 1 : 0);
}

/** The sum of the shares before `part`. */
export function shareStart(whole: number, part: number, parts: number): number {
  return Math.floor(whole / parts) * part + Math.min(part, whole % parts);
}
