/** Students without a grade, by state: the reason of each, and once what to do. */
import { prose } from "../../../check/reports/html/text.ts";
import type { Language } from "../../../language.ts";
import { html } from "../../../text/html.ts";
import { visibleLine } from "../../../text/visible.ts";
import { STATES } from "../../outcome.ts";
import type { Entry, WithoutGrade } from "../entries.ts";
import { startedCommand } from "../feedback/titled.ts";
import { reasonOf } from "../reason.ts";
import { resultTextsOf } from "../texts/index.ts";
import { badges } from "./badges.ts";

export function withoutGrade(entries: readonly Entry[], language: Language): string {
  const { page } = resultTextsOf(language);
  const those = entries.filter((entry) => entry.withoutGrade !== undefined);
  if (those.length === 0) return "";
  const byState = Map.groupBy(those, ({ graded }) => graded.outcome.state);
  const boxes = STATES.map((state) => stateBox(byState.get(state) ?? [], language));
  return `<section id="without-grade"><h2>${html(page.withoutGrade)} <span class="soft">${those.length}</span></h2>
<p class="soft">${html(page.withoutGradeLead)}</p>
<div class="states">${boxes.join("\n")}</div></section>`;
}

function stateBox(entries: readonly Entry[], language: Language): string {
  const { page, states, toDo } = resultTextsOf(language);
  const state = entries[0]?.withoutGrade?.state;
  if (state === undefined) return "";
  const items = entries.map((entry) => itemOf(entry, entry.withoutGrade, language));
  return `<article class="box"><h3>${html(states[state])} <span class="soft">${entries.length}</span></h3>
<p class="do"><strong>${html(page.whatToDo)}:</strong> ${prose(toDo[state])}</p>
<ul class="reasons">${items.join("\n")}</ul></article>`;
}

function itemOf({ graded, fileName }: Entry, outcome: WithoutGrade | undefined, language: Language): string {
  const { page } = resultTextsOf(language);
  const reason = outcome && reasonOf(outcome, language);
  const output = reason?.output ?? "";
  const name = visibleLine(graded.name ?? "");
  const id = visibleLine(graded.id);
  const source = visibleLine(graded.source);
  const command = visibleLine(startedCommand(graded).join(" "));
  const more =
    output === ""
      ? ""
      : `<details><summary>${html(page.lastOutput)}</summary><pre tabindex="0">${html(output)}</pre></details>`;
  return `<li><p><a href="feedback/${encodeURIComponent(fileName)}.html">${html(name || id)}</a>${name === "" || name === id ? "" : ` <small>${html(id)}</small>`}${graded.isLate ? badges([{ text: page.late }]) : ""}</p>
<p>${html(reason?.text ?? "")}</p>${source === "" || source === id ? "" : `<p class="source">${html(source)}</p>`}${command === "" ? "" : `<p class="source">$ ${html(command)}</p>`}${more}</li>`;
}
