/** The kernel's clock status → a sentence and its tone. */
import type { ClockStatus } from "../../../clock/trust.ts";
import type { Sentences } from "../texts/texts.ts";
import type { Tone } from "../tones.ts";

export function clockWords(
  clock: ClockStatus,
  sentences: Sentences,
  duration: (milliseconds: number) => string,
): string {
  if (clock.status === "unsynchronised") return sentences.unsynchronised;
  if (clock.status === "unknown") return sentences.clockUnknown;
  const seconds = clock.maximumErrorSeconds;
  // At least 1 ms is shown: smaller errors do not matter for replies in seconds.
  return sentences.synchronised(seconds === undefined ? undefined : duration(Math.max(1, seconds * 1000)));
}

export function clockTone(clock: ClockStatus): Tone {
  if (clock.status === "unknown") return "plain";
  return clock.status === "synchronised" ? "good" : "bad";
}
