/** The report as one self-contained page: no script, and no font or picture from another host. */

import type { Language } from "../../../language.ts";
import { html } from "../../../text/html.ts";
import { visibleLine } from "../../../text/visible.ts";
import type { CheckResult } from "../../result.ts";
import { PHRASES, type Phrases } from "../../texts/phrases.ts";
import type { Texts } from "../../texts/texts.ts";
import { causesOf } from "../causes.ts";
import { type FactRow, observationRows, processRows, secondsText } from "../facts.ts";
import { lessonsOf, sentenceOf } from "../lesson.ts";
import { causeSection } from "./cause.ts";
import { headOf, serverText } from "./head.ts";
import { STYLE } from "./style.ts";
import { prose } from "./text.ts";

/** A browser that honours this runs and loads nothing, whatever bytes a server sent. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export function htmlReport(result: CheckResult, catalogue: Texts, language: Language): string {
  const phrases = PHRASES[language];
  const title = [...(result.title === undefined ? [] : [result.title]), catalogue.words.title].join(" · ");
  const causes = causesOf(lessonsOf(result, catalogue, language));
  const ids = causes.flatMap(({ lessons }) => lessons.map(({ id }) => id));
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${html(`${visibleLine(title)}: ${serverText(result)}`)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<header>
${headOf(result, catalogue, language)}
</header>
<main>
${profileList(result, catalogue)}
${ids.length > 0 && result.process === undefined ? `<p class="soft">${prose(phrases.noCode)}</p>` : ""}
${failedList(ids, catalogue)}
${causes.map((cause) => causeSection(cause, catalogue, phrases)).join("\n")}
${untried(result, catalogue, phrases)}
${passes(result, catalogue)}
${facts(result, catalogue, language)}
</main>
<footer>
<p>${html(phrases.namesLegend)}</p>
<p>jam check · <time datetime="${html(result.startedAt)}">${html(result.startedAt)}</time> · ${html(secondsText(result.seconds, language))}</p>
</footer>
</body>
</html>
`;
}

/** A way to each failed case; the heading also stands where there is only one. */
function failedList(ids: readonly string[], { words }: Texts): string {
  if (ids.length === 0) return "";
  const heading = `<h2 id="failed">${html(words.whatToChange)}</h2>`;
  if (ids.length === 1) return heading;
  return `<nav aria-labelledby="failed">${heading}${idList(ids.map((id) => `<a href="#${id}">${id}</a>`))}</nav>`;
}

function profileList({ profiles }: CheckResult, { words, profiles: names }: Texts): string {
  const items = profiles.map(({ profile, passes, mustPassed, mustTotal, shouldPassed, shouldTotal }) => {
    const percent = mustTotal === 0 ? 100 : (100 * mustPassed) / mustTotal;
    const [tone, verdict] = passes ? ["good", words.passes] : ["bad", words.fails];
    const should = shouldTotal === 0 ? "" : ` · ${shouldPassed}/${shouldTotal} ${html(words.should)}`;
    return `<li><div class="name"><span>${profile}</span><span class="${tone}">${html(verdict)}</span></div>
<div class="bar ${tone}">${percent === 0 ? "" : `<i style="width:${percent.toFixed(1)}%"></i>`}</div>
<small>${mustPassed}/${mustTotal} ${html(words.must)}${should}<br>${html(names[profile])}</small></li>`;
  });
  return `<ul class="profiles">${items.join("\n")}</ul>`;
}

function passes(result: CheckResult, { words }: Texts): string {
  const passed = result.cases.filter((one) => one.verdict === "pass" && !one.isFlaky);
  if (passed.length === 0) return "";
  const byProfile = [...Map.groupBy(passed, ({ profile }) => profile)].map(
    ([profile, those]) => `<h3 class="minor">${profile}</h3>${idList(those.map(({ id }) => html(id)))}`,
  );
  return `<section class="box"><details><summary><h2 class="minor">${passed.length} ${html(words.passed)}</h2></summary>${byProfile.join("")}</details></section>`;
}

/** Skips and errors, by reason. */
function untried(result: CheckResult, catalogue: Texts, phrases: Phrases): string {
  const block = (verdict: "skip" | "error", title: string, remark: string) => {
    const cases = result.cases.filter((one) => one.verdict === verdict);
    const byReason = Map.groupBy(cases, (one) => sentenceOf(one, catalogue) ?? "");
    const reasons = [...byReason].map(
      ([reason, those]) => `<p>${prose(reason)}</p>${idList(those.map(({ id }) => html(id)))}`,
    );
    if (cases.length === 0) return "";
    return `<section class="box"><h2>${cases.length} ${html(title)}</h2>${remark}${reasons.join("")}</section>`;
  };
  return (
    block("error", catalogue.words.errors, `<p class="soft">${html(phrases.judgeFailed)}</p>`) +
    block("skip", catalogue.words.skipped, "")
  );
}

function facts(result: CheckResult, catalogue: Texts, language: Language): string {
  const box = (title: string, rows: readonly FactRow[], more = "") => {
    const list = rows.map(([label, value]) => `<dt>${html(label)}</dt><dd>${html(value)}</dd>`).join("");
    return rows.length === 0
      ? ""
      : `<section class="box"><h2>${html(title)}</h2><dl>${list}</dl>${more}</section>`;
  };
  const { process } = result;
  const stderr = process?.stderr?.trim() ?? "";
  const more =
    stderr === ""
      ? ""
      : `<h3 class="minor">${html(catalogue.words.stderr)}</h3><pre class="printed" tabindex="0">${html(stderr)}</pre>`;
  const rows = process === undefined ? [] : processRows(process, catalogue, language);
  const observed = box(catalogue.words.observed, observationRows(result.observations, catalogue, language));
  return `<div class="pair">${observed}${box(catalogue.words.process, rows, more)}</div>`;
}

function idList(items: readonly string[]): string {
  return items.length === 0 ? "" : `<ul class="ids">${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
}
