/** The grades of a class → bars of ten points each; the full 100 has its own. */
import type { Language } from "../../../language.ts";
import { html } from "../../../text/html.ts";
import type { Entry } from "../entries.ts";
import { resultTextsOf } from "../texts/index.ts";

const BARS = 11;

export function distribution(entries: readonly Entry[], language: Language): string {
  const { page } = resultTextsOf(language);
  const points = entries.flatMap(({ judged }) => judged?.points ?? []);
  if (points.length === 0) return "";
  const counts = Array.from(
    { length: BARS },
    (_, bar) => points.filter((one) => Math.floor(one / 10) === bar).length,
  );
  const most = Math.max(...counts);
  const bars = counts.map((count, bar) => {
    const range = bar === BARS - 1 ? "100" : `${bar * 10}–${bar * 10 + 9}`;
    const height = (100 * count) / most;
    return `<li><span class="hidden">${html(page.bar(range, count))}</span><b aria-hidden="true">${count === 0 ? "" : count}</b><i style="height:${height.toFixed(1)}%"></i><small aria-hidden="true">${bar * 10}</small></li>`;
  });
  return `<section id="distribution"><h2>${html(page.distribution)}</h2>
<p class="soft">${html(page.distributionLead)}</p>
<ol class="bars">${bars.join("")}</ol></section>`;
}
