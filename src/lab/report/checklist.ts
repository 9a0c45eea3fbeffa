/** What is missing before a report is handed in: the author, the link, and the points that are not proven. Pure. */
import type { Language } from "../../language.ts";
import type { CaptureFacts, PointFacts } from "../capture/facts.ts";
import { phrasesOf } from "../narrative/phrases-of.ts";
import type { ReportInput } from "./outline.ts";
import { wordsOf } from "./words/words-of.ts";

export type ChecklistItem =
  | { readonly kind: "name" | "nrp" | "source" }
  | { readonly kind: "not-proven"; readonly point: PointFacts };

export function checklistOf({ identity, source, facts }: ReportInput): readonly ChecklistItem[] {
  const given = { name: identity.name, nrp: identity.nrp, source };
  return [
    ...(["name", "nrp", "source"] as const).flatMap((kind) => (given[kind] === undefined ? [{ kind }] : [])),
    ...facts.points.flatMap((point) => (point.isProven ? [] : [{ kind: "not-proven" as const, point }])),
  ];
}

export function formatChecklist(
  items: readonly ChecklistItem[],
  facts: CaptureFacts,
  language: Language,
): string {
  const words = wordsOf(language).checklist;
  if (items.length === 0) return words.complete(facts.points.length);
  const phrases = phrasesOf(language);
  const lines = items.map((item) => {
    if (item.kind !== "not-proven") return words.missing[item.kind];
    const { point, failures } = item.point;
    const reasons = failures.map((failure) => phrases.failures[failure.kind](failure, facts));
    const why = reasons.length > 0 ? reasons.join(" ") : phrases.absent[point];
    return words.notProven(point, why.replaceAll("`", ""));
  });
  return [words.title, ...lines.map((line) => `- ${line}`)].join("\n");
}
