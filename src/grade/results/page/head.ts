/** The head of the class page: whose results, the figures, and the way to each part. */
import { gradePoints } from "../../../check/reports/facts.ts";
import { numberText } from "../../../check/texts/number.ts";
import type { Language } from "../../../language.ts";
import { html } from "../../../text/html.ts";
import { visibleLine } from "../../../text/visible.ts";
import type { Entry } from "../entries.ts";
import { resultTextsOf } from "../texts/index.ts";

interface Head {
  readonly title: string;
  readonly isAnonymous: boolean;
  /** Id and name of each part that the page has. */
  readonly parts: readonly (readonly [id: string, name: string])[];
}

export function headOf(
  entries: readonly Entry[],
  { title, isAnonymous, parts }: Head,
  language: Language,
): string {
  const { page } = resultTextsOf(language);
  const judged = entries.flatMap((entry) => entry.judged ?? []);
  const late = entries.filter(({ graded }) => graded.isLate).length;
  const median = medianOf(judged.map(({ points }) => points));
  const figures = [
    [numberText(language, entries.length), page.figures.students],
    [numberText(language, judged.length), page.figures.judged],
    ...(entries.length === judged.length
      ? []
      : [[numberText(language, entries.length - judged.length), page.figures.notJudged]]),
    ...(median === undefined ? [] : [[numberText(language, median), page.figures.median]]),
    [numberText(language, judged.filter(({ result }) => result.passes).length), page.figures.passAll],
    ...(late === 0 ? [] : [[numberText(language, late), page.late]]),
  ];
  const tiles = figures.map(
    ([figure = "", name = ""]) => `<li><strong>${html(figure)}</strong> ${html(name)}</li>`,
  );
  const links = parts.map(([id, name]) => `<a href="#${id}">${html(name)}</a>`);
  return `<header>
<h1>${html(page.title)}</h1>
<p class="owner">${html(visibleLine(title))}</p>
<ul class="figures">${tiles.join("")}</ul>
${isAnonymous ? `<p class="soft">${html(page.anonymous)}</p>` : ""}
<nav aria-label="${html(page.contents)}">${links.join(" ")}</nav>
</header>`;
}

/** Of two in the middle, their mean, rounded as a grade. */
function medianOf(points: readonly number[]): number | undefined {
  const sorted = points.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) return undefined;
  return gradePoints((low + high) / 200);
}
