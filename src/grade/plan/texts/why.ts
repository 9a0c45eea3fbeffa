/** A plan's reason as one line of text, for `--plan`. */
import type { Language } from "../../../language.ts";
import { escapeText } from "../../../text/escape.ts";
import type { Outcome } from "../../outcome.ts";
import type { Reason } from "../found.ts";
import { noServerText, PLAN_TEXTS } from "./index.ts";

/** @param file grade.toml, as it was named */
export function startText({ shown, decidedBy, notes }: Reason, file: string, language: Language): string {
  const texts = PLAN_TEXTS[language];
  const parts = [
    ...(shown === undefined ? [] : [shown]),
    ...(decidedBy === undefined ? [] : [texts.decidedBy(decidedBy, file)]),
    ...notes.map(texts.note),
  ];
  return escapeText(parts.join("; "));
}

/** @returns an empty text for an unreadable submission, whose reason is not the plan's */
export function settledText(outcome: Outcome, language: Language): string {
  const texts = PLAN_TEXTS[language];
  if (outcome.state === "no-server-found") return noServerText(outcome.why, language);
  if (outcome.state !== "undecided") return "";
  const { why } = outcome;
  const text =
    why.kind === "same-id"
      ? texts.sameId(why.sources.join(", "))
      : texts.severalServers(why.files.join(", "));
  return escapeText(text);
}
