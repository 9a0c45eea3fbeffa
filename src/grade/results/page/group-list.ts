/** Students with identical verdicts as a list, with the sentence that this proves no copying. */
import type { Language } from "../../../language.ts";
import { html } from "../../../text/html.ts";
import { visibleLine } from "../../../text/visible.ts";
import type { Entry } from "../entries.ts";
import type { Group } from "../groups.ts";
import { resultTextsOf } from "../texts/index.ts";
import { caseLinks } from "./mistake-list.ts";

export function groupList(groups: readonly Group[], language: Language): string {
  const { page } = resultTextsOf(language);
  if (groups.length === 0) return "";
  return `<section id="groups"><h2>${html(page.groups)}</h2>
<p><strong>${html(page.noEvidence)}</strong></p>
<p class="soft">${html(page.groupsLead)}</p>
<ul class="groups">${groups.map((group) => itemOf(group, language)).join("\n")}</ul></section>`;
}

function itemOf({ entries, failed, untried }: Group, language: Language): string {
  const { page } = resultTextsOf(language);
  const title = failed.length === 0 ? page.groupPasses(entries.length) : page.groupFails(entries.length);
  const also = untried.length === 0 ? "" : `<p class="soft">${html(page.alsoSkipped(untried.length))}</p>`;
  const cases = failed.length === 0 ? "" : caseLinks(failed.map((id) => [id, undefined] as const));
  return `<li class="box"><h3>${html(title)}</h3>${cases}${also}
<p class="members">${entries.map(member).join(", ")}</p></li>`;
}

function member({ graded, fileName }: Entry): string {
  const name = visibleLine(graded.name ?? "") || visibleLine(graded.id);
  return `<a href="feedback/${encodeURIComponent(fileName)}.html">${html(name)}</a>`;
}
