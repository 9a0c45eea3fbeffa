/** The head of the page: whose server it is, how it was reached or started, its grade and the counts. */
import type { Language } from "../../../language.ts";
import { html } from "../../../text/html.ts";
import { visibleLine } from "../../../text/visible.ts";
import type { CaseResult, CheckResult } from "../../result.ts";
import type { Texts } from "../../texts/texts.ts";
import { gradeText, secondsText, targetText } from "../facts.ts";

/** The command that started the server, or else its address. */
export function serverText({ process, target }: CheckResult): string {
  return process === undefined ? targetText(target) : visibleLine(process.command.join(" "));
}

export function headOf(result: CheckResult, { words }: Texts, language: Language): string {
  const [tone, verdict] = result.passes ? ["good", words.passes] : ["bad", words.fails];
  const count = (verdict: CaseResult["verdict"], word: string) =>
    `<li>${result.cases.filter((one) => one.verdict === verdict).length} ${html(word)}</li>`;
  const title = result.title === undefined ? "" : `<p class="owner">${html(visibleLine(result.title))}</p>`;
  const address =
    result.process === undefined ? "" : `<p class="soft">${html(targetText(result.target))}</p>`;
  return `<h1>${html(words.title)}</h1>
${title}<p class="target">${html(serverText(result))}</p>${address}
<div class="summary">
<div class="grade"><strong>${html(gradeText(result.grade, language))}</strong><span class="soft">${html(words.grade)}</span></div>
<span class="badge ${tone}">${html(verdict)}</span>
</div>
<ul class="counts">${count("pass", words.passed)}${count("fail", words.failed)}${count("skip", words.skipped)}${count("error", words.errors)}<li>${html(secondsText(result.seconds, language))}</li></ul>`;
}
