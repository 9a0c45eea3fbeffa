/** The phrases of each language. */
import type { Language } from "../../language.ts";
import { EN } from "./en/index.ts";
import { ID } from "./id/index.ts";
import type { Phrases } from "./phrases.ts";

const PHRASES: Readonly<Record<Language, Phrases>> = { en: EN, id: ID };

export function phrasesOf(language: Language): Phrases {
  return PHRASES[language];
}
