/** Students × cases as one table: a sign a verdict, and everything that the script sorts and filters by. */

import type { CaseResult } from "../../../check/result.ts";
import { textsOf } from "../../../check/texts/index.ts";
import { numberText } from "../../../check/texts/number.ts";
import type { Language } from "../../../language.ts";
import { html } from "../../../text/html.ts";
import { visibleLine } from "../../../text/visible.ts";
import type { Entry, Judged } from "../entries.ts";
import { exceededText } from "../reason.ts";
import { resultTextsOf } from "../texts/index.ts";
import { badges } from "./badges.ts";
import { filterForm } from "./filter-form.ts";
import { MARKS, markOf } from "./marks.ts";

/** @param cases in the contract's order */
export function verdictTable(
  entries: readonly Entry[],
  cases: readonly CaseResult[],
  language: Language,
): string {
  const { page } = resultTextsOf(language);
  const judged = entries.filter((entry) => entry.judged !== undefined);
  if (judged.length === 0) return "";
  const rows = judged.map((entry, index) => rowOf(entry, index, cases, language));
  return `<section id="table"><h2>${html(page.table)}</h2>
<p class="soft">${html(page.tableLead)}</p>
${filterForm(judged, cases, language)}
<div class="wide" tabindex="0" role="region" aria-label="${html(page.table)}">
<table id="verdicts" role="grid" aria-label="${html(page.table)}">
${headRows(judged, cases, language)}
<tbody>
${rows.join("\n")}
</tbody>
</table></div>
<p class="soft legend">${html(page.legend)}</p>
<noscript><p class="soft">${html(page.scriptNeeded)}</p></noscript>
</section>`;
}

function headRows(judged: readonly Entry[], cases: readonly CaseResult[], language: Language): string {
  const { page } = resultTextsOf(language);
  const { words } = textsOf(language);
  const groups = [...Map.groupBy(cases, ({ profile }) => profile)].map(
    ([profile, those]) => `<th colspan="${those.length}" scope="colgroup" class="first">${profile}</th>`,
  );
  const firsts = new Set(
    [...Map.groupBy(cases, ({ profile }) => profile).values()].map(([first]) => first?.id),
  );
  const heads = cases.map(({ id, level }) => {
    const fails = judged.filter((entry) => verdictOf(entry, id)?.verdict === "fail").length;
    const kind = [firsts.has(id) ? "first" : "", level].filter(Boolean).join(" ");
    const count = `<small title="${html(words.failed)}">${fails}</small>`;
    return `<th scope="col" class="${kind}" aria-sort="none" data-case="${id}"><button type="button"><span>${id}</span>${count}</button></th>`;
  });
  return `<thead>
<tr><td colspan="2"></td>${groups.join("")}</tr>
<tr><th scope="col" aria-sort="ascending" class="who"><button type="button">${html(page.student)}</button></th><th scope="col" aria-sort="none" class="grade-head"><button type="button">${html(page.grade)}</button></th>${heads.join("")}</tr>
</thead>`;
}

function rowOf(entry: Entry, index: number, cases: readonly CaseResult[], language: Language): string {
  const { graded, judged, fileName } = entry;
  const { page } = resultTextsOf(language);
  const name = visibleLine(graded.name ?? "");
  const id = visibleLine(graded.id);
  const link = `<a href="feedback/${encodeURIComponent(fileName)}.html">${html(name || id)}</a>`;
  const under = name === "" || name === id ? "" : `<small>${html(id)}</small>`;
  const marks = judged === undefined ? [] : marksOf(entry, judged);
  const shown = badges([
    ...(graded.isLate ? [{ text: page.late }] : []),
    ...(judged?.otherPort === undefined
      ? []
      : [{ text: page.port(judged.otherPort), title: page.portRemark(judged.otherPort) }]),
    ...exceededBadge(entry, language),
  ]);
  const cells = cases.map(({ id: of }) => {
    const one = verdictOf(entry, of);
    const [kind, sign] = (one && MARKS[markOf(one)]) ?? ["", ""];
    return `<td class="${kind}">${sign}`;
  });
  const points = judged?.points ?? 0;
  return `<tr data-student="${index}" data-marks="${marks.join(" ")}"><th scope="row" class="who" data-key="${html(id)}">${link}${under}${shown}</th><td class="g" data-key="${points.toFixed(2)}">${html(numberText(language, points))}</td>${cells.join("")}</tr>`;
}

function exceededBadge({ graded: { outcome } }: Entry, language: Language) {
  const texts = resultTextsOf(language);
  if (!("exceeded" in outcome) || outcome.exceeded === undefined) return [];
  return [{ text: texts.page.stopped, title: exceededText(outcome, texts) }];
}

function marksOf({ graded }: Entry, { result, otherPort }: Judged): readonly string[] {
  return [
    ...(graded.isLate ? ["late"] : []),
    ...(otherPort === undefined ? [] : ["port"]),
    ...(result.passes ? ["passes"] : []),
  ];
}

function verdictOf({ judged }: Entry, id: string): CaseResult | undefined {
  return judged?.result.cases.find((one) => one.id === id);
}
