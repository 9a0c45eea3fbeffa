/** What is missing before a report is handed in: the author, the link, and the points that are not proven. Pure. */
import type { Language } from "../../language.ts";
import type { CaptureFacts, Point } from "../capture/facts.ts";
import type { ReportInput } from "./outline.ts";
import { verdictOf } from "./verdict.ts";
import { wordsOf } from "./words/words-of.ts";

export type ChecklistItem =
  | { readonly kind: "name" | "nrp" | "source" }
  | { readonly kind: "not-proven" | "unseen"; readonly point: Point };

export function checklistOf({ identity, source, facts }: ReportInput): readonly ChecklistItem[] {
  const given = { name: identity.name, nrp: identity.nrp, source };
  return [
    ...(["name", "nrp", "source"] as const).flatMap((kind) => (given[kind] === undefined ? [{ kind }] : [])),
    ...facts.points.flatMap(({ state, point }) => (state === "proven" ? [] : [{ kind: state, point }])),
  ];
}

export function formatChecklist(
  items: readonly ChecklistItem[],
  facts: CaptureFacts,
  language: Language,
): string {
  const words = wordsOf(language).checklist;
  if (items.length === 0) return words.complete(facts.points.length);
  const { points } = verdictOf(facts, language);
  const whyOf = (point: Point) =>
    (points.find((judged) => judged.point === point)?.reasons ?? [])
      .filter(({ weight }) => weight !== "remark")
      .map(({ text }) => text.replaceAll("`", ""))
      .join(" ");
  const lines = items.map((item) => {
    switch (item.kind) {
      case "not-proven":
        return words.notProven(item.point, whyOf(item.point));
      case "unseen":
        return words.unseen(item.point, whyOf(item.point));
      default:
        return words.missing[item.kind];
    }
  });
  return [words.title, ...lines.map((line) => `- ${line}`.trimEnd())].join("\n");
}
