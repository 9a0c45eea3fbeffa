/** A student's page: the check's report, or why there is no grade and what to do. */
import { htmlReport } from "../../../check/reports/html/html.ts";
import { STYLE } from "../../../check/reports/html/style.ts";
import { prose } from "../../../check/reports/html/text.ts";
import { textsOf } from "../../../check/texts/index.ts";
import { PHRASES } from "../../../check/texts/phrases.ts";
import type { Language } from "../../../language.ts";
import { html } from "../../../text/html.ts";
import { visibleLine } from "../../../text/visible.ts";
import type { Entry } from "../entries.ts";
import { reasonOf } from "../reason.ts";
import { resultTextsOf } from "../texts/index.ts";
import { remarksOf } from "./remarks.ts";
import { startedCommand, titled, titleOf } from "./titled.ts";

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export function feedbackHtml(entry: Entry, language: Language): string {
  const { judged } = entry;
  if (judged === undefined) return withoutGradePage(entry, language);
  const remarks = remarksOf(entry, language).map(
    (remark) => `<p class="happened warn">${html(remark)}</p>\n`,
  );
  const report = htmlReport(titled(entry, judged.result), textsOf(language), language);
  // No text of a server or a student has this element: all of them are escaped.
  return report.replace("<main>\n", (main) => main + remarks.join(""));
}

function withoutGradePage(entry: Entry, language: Language): string {
  const { withoutGrade } = entry;
  const { states, page } = resultTextsOf(language);
  const reason = withoutGrade && reasonOf(withoutGrade, language);
  const output = reason?.output ?? "";
  const command = visibleLine(startedCommand(entry.graded).join(" "));
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${html(titleOf(entry))} · ${html(states[entry.graded.outcome.state])}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${html(textsOf(language).words.title)}</h1>
<p class="owner">${html(titleOf(entry))}</p>
<div class="summary"><span class="badge warn">${html(PHRASES[language].notGraded)}: ${html(states[entry.graded.outcome.state])}</span></div>
</header>
<main>
<section class="box"><h2>${html(page.reason)}</h2><p>${html(reason?.text ?? "")}</p>
${command === "" ? "" : `<p class="soft">${html(PHRASES[language].command)}</p><pre class="printed"><code>${html(command)}</code></pre>`}
${output === "" ? "" : `<p class="soft">${html(page.lastOutput)}</p><pre class="printed" tabindex="0">${html(output)}</pre>`}</section>
<section class="box"><h2>${html(page.whatToDo)}</h2><p>${prose(reason?.forStudent ?? "")}</p></section>
</main>
</body>
</html>
`;
}
