/** What a run prints, in each language. */
import type { Language } from "../../../language.ts";
import { EN } from "./en.ts";
import { ID } from "./id.ts";
import type { RunWords } from "./words.ts";

const CATALOGUE: Readonly<Record<Language, RunWords>> = { en: EN, id: ID };

export function runWordsOf(language: Language): RunWords {
  return CATALOGUE[language];
}
