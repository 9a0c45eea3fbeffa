/** The kernel's word on its clock → a sentence, and whether it is good news. */
import type { ClockStatus } from "../../../clock/trust.ts";
import type { Sentences } from "../catalogue/catalogue.ts";
import type { Tone } from "../tones.ts";

export function clockWords(
  clock: ClockStatus,
  sentences: Sentences,
  duration: (milliseconds: number) => string,
): string {
  if (clock.status === "unsynchronised") return sentences.unsynchronised;
  if (clock.status === "unknown") return sentences.clockUnknown;
  const seconds = clock.maximumErrorSeconds;
  // An error under a millisecond is said as one: the hour is told in seconds.
  return sentences.synchronised(seconds === undefined ? undefined : duration(Math.max(1, seconds * 1000)));
}

export function clockTone(clock: ClockStatus): Tone {
  if (clock.status === "unknown") return "plain";
  return clock.status === "synchronised" ? "good" : "bad";
}
