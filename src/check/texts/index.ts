/** The texts of each language, and the language of a LANG value. */

import { EN } from "./en.ts";
import { ID } from "./id.ts";
import type { Language, Texts } from "./texts.ts";

const CATALOGUES: Readonly<Record<Language, Texts>> = { en: EN, id: ID };

export function textsOf(language: Language): Texts {
  return CATALOGUES[language];
}

/** `id_ID.UTF-8` → id; whatever is not Indonesian → en. */
export function languageOf(text: string | undefined): Language {
  return /^id(?![a-z])/i.test(text ?? "") ? "id" : "en";
}
