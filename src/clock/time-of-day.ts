/** A moment → its time of day, by the offsets of a zone. */

/** Seconds to add to UTC from this moment (milliseconds since 1970) on. */
export interface OffsetFrom {
  readonly from: number;
  readonly seconds: number;
}

/** @param offsets in order of time; the first holds before it too @returns `10:20:30` */
export function timeOfDay(offsets: readonly OffsetFrom[], at: number): string {
  const { seconds } = offsets.findLast(({ from }) => from <= at) ?? offsets[0] ?? { seconds: 0 };
  return new Date(at + seconds * 1000).toISOString().slice(11, 19);
}
