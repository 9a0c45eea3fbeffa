/** The report's words in each language. */
import type { Language } from "../../../language.ts";
import { en } from "./en.ts";
import { id } from "./id.ts";
import type { Words } from "./words.ts";

const CATALOGUE: Readonly<Record<Language, Words>> = { en, id };

export function wordsOf(language: Language): Words {
  return CATALOGUE[language];
}
