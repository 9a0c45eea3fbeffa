/** Which catalogue speaks which language, and which language a reader's browser asks for. */
import type { Catalogue, Language } from "./texts.ts";
import { EN } from "./en.ts";
import { ID } from "./id.ts";

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en: EN, id: ID };

export function catalogueOf(language: Language): Catalogue {
  return CATALOGUES[language];
}

/** `id-ID` → id; whatever is not Indonesian → en. */
export function languageOf(tag: string): Language {
  return /^id(?![a-z])/i.test(tag) ? "id" : "en";
}
