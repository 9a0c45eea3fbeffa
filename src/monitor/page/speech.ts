/** What every component needs to speak: the language's texts, and numbers and moments as text. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../../language.ts";
import type { Catalogue } from "./catalogue/catalogue.ts";
import { catalogueOf } from "./catalogue/index.ts";
import { formatCount, formatDuration, momentFormatter } from "./format.ts";

export interface Speech extends Catalogue {
  readonly language: Language;
  readonly count: (count: number) => string;
  readonly duration: (milliseconds: number) => string;
  readonly moment: (at: number) => string;
}

export function speechOf(language: Language, zone: string): Speech {
  const catalogue = catalogueOf(language);
  return {
    ...catalogue,
    language,
    count: (count) => formatCount(language, count),
    duration: (milliseconds) => formatDuration(language, catalogue.units, milliseconds),
    moment: momentFormatter(zone),
  };
}

export const SpeechContext = createContext<Speech>(speechOf("en", "UTC"));

export function useSpeech(): Speech {
  return useContext(SpeechContext);
}
