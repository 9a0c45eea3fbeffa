/** The texts of each language, and the language of a browser. */

import { EN } from "./en.ts";
import { ID } from "./id.ts";
import type { Language, Texts } from "./texts.ts";

const TEXTS: Readonly<Record<Language, Texts>> = { en: EN, id: ID };

export function textsOf(language: Language): Texts {
  return TEXTS[language];
}

/** `id-ID` → id; whatever is not Indonesian → en. */
export function languageOf(tag: string): Language {
  return /^id(?![a-z])/i.test(tag) ? "id" : "en";
}
