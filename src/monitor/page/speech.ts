/** What every component needs for its texts: those of the language, and formatters for numbers and moments. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../../language.ts";
import { formatCount, formatDuration, momentFormatter } from "./format.ts";
import { textsOf } from "./texts/index.ts";
import type { Texts } from "./texts/texts.ts";

export interface Speech extends Texts {
  readonly language: Language;
  readonly count: (count: number) => string;
  readonly duration: (milliseconds: number) => string;
  readonly moment: (at: number) => string;
}

export function speechOf(language: Language, zone: string): Speech {
  const texts = textsOf(language);
  return {
    ...texts,
    language,
    count: (count) => formatCount(language, count),
    duration: (milliseconds) => formatDuration(language, texts.units, milliseconds),
    moment: momentFormatter(zone),
  };
}

export const SpeechContext = createContext<Speech>(speechOf("en", "UTC"));

export function useSpeech(): Speech {
  return useContext(SpeechContext);
}
