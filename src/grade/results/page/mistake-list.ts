/** The mistakes of a class as a list for the next lecture: how many make each, why, and what to change. */
import { prose } from "../../../check/reports/html/text.ts";
import { textsOf } from "../../../check/texts/index.ts";
import type { Language } from "../../../language.ts";
import { html } from "../../../text/html.ts";
import type { Mistake } from "../mistakes.ts";
import { resultTextsOf } from "../texts/index.ts";

/** More than fit in one lecture stand below. */
const IN_FULL = 6;

export function mistakeList(mistakes: readonly Mistake[], judged: number, language: Language): string {
  const { page } = resultTextsOf(language);
  if (mistakes.length === 0) return "";
  const items = mistakes.map((mistake) => itemOf(mistake, judged, language));
  const rest = items.slice(IN_FULL);
  const more =
    rest.length === 0
      ? ""
      : `<details class="more"><summary>${html(page.moreMistakes(rest.length))}</summary><ol class="mistakes" start="${IN_FULL + 1}">${rest.join("\n")}</ol></details>`;
  return `<section id="mistakes"><h2>${html(page.mistakes)}</h2>
<p class="soft">${html(page.mistakesLead(judged))}</p>
<ol class="mistakes">${items.slice(0, IN_FULL).join("\n")}</ol>${more}</section>`;
}

function itemOf({ students, cases, lesson, costs }: Mistake, judged: number, language: Language): string {
  const { page } = resultTextsOf(language);
  const { words } = textsOf(language);
  const percent = ((100 * students) / judged).toFixed(1);
  return `<li class="box"><div class="head"><h3>${prose(lesson.requirement)}</h3><p class="share"><strong>${html(page.ofJudged(students, judged))}</strong></p></div>
<div class="bar" aria-hidden="true"><i class="${costs ? "must" : "should"}" style="width:${percent}%"></i></div>
${caseLinks(cases.map(({ id, students: of }) => [id, cases.length > 1 ? of : undefined] as const))}
<div class="both"><div><h4>${html(words.whyItHappens)}</h4><p>${prose(lesson.why)}</p></div>
<div><h4>${html(words.whatToChange)}</h4><p>${prose(lesson.fix)}</p></div></div></li>`;
}

/** Each shows in the table who fails it. */
export function caseLinks(cases: readonly (readonly [id: string, count: number | undefined])[]): string {
  const items = cases.map(
    ([id, count]) =>
      `<li><a href="#table" data-case="${id}">${id}${count === undefined ? "" : ` <small>${count}</small>`}</a></li>`,
  );
  return `<ul class="ids">${items.join("")}</ul>`;
}
