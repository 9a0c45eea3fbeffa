/** The page class.html: one file with everything, that runs its own script and loads nothing. */

import { createHash } from "node:crypto";
import { html } from "../../../text/html.ts";
import { visibleLine } from "../../../text/visible.ts";
import { casesOf, type Entry } from "../entries.ts";
import { groupsOf } from "../groups.ts";
import { mistakesOf } from "../mistakes.ts";
import type { ResultOptions } from "../options.ts";
import { resultTextsOf } from "../texts/index.ts";
import { distribution } from "./distribution.ts";
import { packedOf } from "./evidence.ts";
import { groupList } from "./group-list.ts";
import { headOf } from "./head.ts";
import { mistakeList } from "./mistake-list.ts";
import { pageScript } from "./page-script.ts";
import { STYLE } from "./style.ts";
import { verdictTable } from "./table.ts";
import { withoutGrade } from "./without-grade.ts";

/** @throws {Error} if the page's script cannot be bundled */
export async function classPage(
  entries: readonly Entry[],
  { title, language, isAnonymous }: Pick<ResultOptions, "title" | "language" | "isAnonymous">,
): Promise<string> {
  const { page } = resultTextsOf(language);
  const cases = casesOf(entries);
  const judged = entries.filter((entry) => entry.judged !== undefined).length;
  const parts = [
    ["table", page.table, verdictTable(entries, cases, language)],
    ["without-grade", page.withoutGrade, withoutGrade(entries, language)],
    ["mistakes", page.mistakes, mistakeList(mistakesOf(entries, language), judged, language)],
    ["groups", page.groups, groupList(groupsOf(entries), language)],
  ] as const;
  const shown = parts.filter(([, , part]) => part !== "");
  const head = { title, isAnonymous, parts: shown.map(([id, name]) => [id, name] as const) };
  const script = await pageScript();
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${html(`${visibleLine(title)} · ${page.title}`)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
${headOf(entries, head, language)}
<main>
${distribution(entries, language)}
${shown.map(([, , part]) => part).join("\n")}
</main>
<footer><p>${html(page.made)}</p></footer>
<dialog id="evidence" aria-label="${html(page.evidence)}"><button type="button" class="close">${html(page.close)}</button><div class="content"></div></dialog>
<script type="application/json" id="packed">${jsonIn(packedOf(entries, cases, language))}</script>
<script type="module">${script}</script>
</body>
</html>
`;
}

/** JSON that ends no script element. */
function jsonIn(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
