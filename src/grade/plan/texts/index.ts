/** The sentences of plans in every language; one that is missing does not compile. */
import type { Language } from "../../../language.ts";
import { escapeText } from "../../../text/escape.ts";
import type { NoServer } from "../../outcome.ts";
import { EN } from "./en.ts";
import { ID } from "./id.ts";
import type { PlanTexts } from "./texts.ts";

export const PLAN_TEXTS: Readonly<Record<Language, PlanTexts>> = { en: EN, id: ID };

/** For results and pages; file names are escaped. */
export function noServerText(why: NoServer, language: Language): string {
  return escapeText(PLAN_TEXTS[language].noServer(why));
}
