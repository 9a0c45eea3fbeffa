/** How a whole is shared among threads: evenly, with what is left over to the first ones. */

/** The share of one of `parts`; all shares together are `whole`. */
export function shareOf(whole: number, part: number, parts: number): number {
  return Math.floor(whole / parts) + (part < whole % parts ? 1 : 0);
}

/** What comes before the share of `part`. */
export function shareStart(whole: number, part: number, parts: number): number {
  return Math.floor(whole / parts) * part + Math.min(part, whole % parts);
}
