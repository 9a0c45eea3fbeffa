/** Which catalogue has which language. */
import type { Language } from "../../../language.ts";
import type { Catalogue } from "./catalogue.ts";
import { EN } from "./en.ts";
import { ID } from "./id.ts";

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en: EN, id: ID };

export function catalogueOf(language: Language): Catalogue {
  return CATALOGUES[language];
}
