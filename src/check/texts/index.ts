/** Which catalogue has which language. */
import type { Language } from "../../language.ts";
import { EN } from "./en.ts";
import { ID } from "./id.ts";
import type { Texts } from "./texts.ts";

const CATALOGUES: Readonly<Record<Language, Texts>> = { en: EN, id: ID };

export function textsOf(language: Language): Texts {
  return CATALOGUES[language];
}
