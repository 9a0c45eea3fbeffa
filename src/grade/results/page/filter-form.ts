/** Which rows of the table are shown: fields that the script reads; without it they are not shown. */
import type { CaseResult } from "../../../check/result.ts";
import type { Language } from "../../../language.ts";
import { html } from "../../../text/html.ts";
import type { Entry } from "../entries.ts";
import { resultTextsOf } from "../texts/index.ts";

export function filterForm(
  judged: readonly Entry[],
  cases: readonly CaseResult[],
  language: Language,
): string {
  const { page } = resultTextsOf(language);
  const marks: readonly (readonly [value: string, text: string, isThere: boolean])[] = [
    ["late", page.showLate, judged.some(({ graded }) => graded.isLate)],
    ["port", page.showPort, judged.some((entry) => entry.judged?.otherPort !== undefined)],
    ["passes", page.showPassing, judged.some((entry) => entry.judged?.result.passes)],
  ];
  const option = (value: string, text: string) => `<option value="${value}">${html(text)}</option>`;
  return `<div class="filter" role="search">
<label>${html(page.search)} <input type="search" id="search" autocomplete="off"></label>
<label>${html(page.show)} <select id="mark">${option("", page.showAll)}${marks.map(([value, text, isThere]) => (isThere ? option(value, text) : "")).join("")}</select></label>
<label>${html(page.whoFail)} <select id="case">${option("", page.anyCase)}${cases.map(({ id }) => option(id, id)).join("")}</select></label>
<p role="status"><output id="count">${judged.length} / ${judged.length}</output> ${html(page.shown)}</p>
</div>`;
}
