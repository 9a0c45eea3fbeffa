/** The report's words in each language. */
import type { Language } from "../../../language.ts";
import { EN } from "./en.ts";
import { ID } from "./id.ts";
import type { Words } from "./words.ts";

const CATALOGUE: Readonly<Record<Language, Words>> = { en: EN, id: ID };

export function wordsOf(language: Language): Words {
  return CATALOGUE[language];
}
