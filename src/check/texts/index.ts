/** Which catalogue speaks which language, and which language a LANG value asks for. */

import { EN } from "./en.ts";
import { ID } from "./id.ts";
import type { Catalogue, Language } from "./texts.ts";

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en: EN, id: ID };

export function catalogueOf(language: Language): Catalogue {
  return CATALOGUES[language];
}

/** `id_ID.UTF-8` → id; whatever is not Indonesian → en. */
export function languageOf(text: string | undefined): Language {
  return /^id(?![a-z])/i.test(text ?? "") ? "id" : "en";
}
