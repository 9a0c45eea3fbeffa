/** What every component needs for its texts: those of the language, and formatters for numbers and moments. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { type OffsetFrom, timeOfDay } from "../../clock/time-of-day.ts";
import type { Language } from "../../language.ts";
import { formatCount, formatDuration } from "./format.ts";
import { textsOf } from "./texts/index.ts";
import type { Texts } from "./texts/texts.ts";

export interface Speech extends Texts {
  readonly language: Language;
  readonly count: (count: number) => string;
  readonly duration: (milliseconds: number) => string;
  /** On the clocks of the server's zone. */
  readonly moment: (at: number) => string;
}

export function speechOf(language: Language, offsets: readonly OffsetFrom[]): Speech {
  const texts = textsOf(language);
  return {
    ...texts,
    language,
    count: (count) => formatCount(language, count),
    duration: (milliseconds) => formatDuration(language, texts.units, milliseconds),
    moment: (at) => timeOfDay(offsets, at),
  };
}

export const SpeechContext = createContext<Speech>(speechOf("en", []));

export function useSpeech(): Speech {
  return useContext(SpeechContext);
}
