/** Which catalogue of a class's results has which language. */
import type { Language } from "../../../language.ts";
import { EN } from "./en.ts";
import { ID } from "./id.ts";
import type { ResultTexts } from "./texts.ts";

const CATALOGUES: Readonly<Record<Language, ResultTexts>> = { en: EN, id: ID };

export function resultTextsOf(language: Language): ResultTexts {
  return CATALOGUES[language];
}
