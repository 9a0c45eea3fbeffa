/** One cause on the page: a card a case with its picture, and once the clause and the lines of code. */

import { html } from "../../../text/html.ts";
import type { Phrases } from "../../texts/phrases.ts";
import type { Texts } from "../../texts/texts.ts";
import type { Cause } from "../causes.ts";
import type { Lesson } from "../lesson.ts";
import { diagram } from "./diagram.ts";
import { prose } from "./text.ts";

export function causeSection(cause: Cause, catalogue: Texts, phrases: Phrases): string {
  const { lessons } = cause;
  const [only] = lessons;
  if (only !== undefined && lessons.length === 1) {
    // What happened stands beside what it teaches.
    return `<section><article class="card both${toneOf(cause)}" id="${only.id}">
<div>${evidence(only, catalogue, phrases)}</div>
<div>${clauses(cause, catalogue, "h4")}${teaching(only, catalogue)}${code(cause, phrases, "h4")}${prevalence(only)}</div>
</article></section>`;
  }
  const cards = lessons.map(
    (lesson) => `<article class="card${toneOf(cause)}" id="${lesson.id}">
${evidence(lesson, catalogue, phrases)}${teaching(lesson, catalogue)}${prevalence(lesson)}
</article>`,
  );
  return `<section><h2>${html(phrases.oneChange(lessons.length))}</h2>
<div class="cards">
<aside class="card both${toneOf(cause)}"><div>${clauses(cause, catalogue, "h3")}</div><div>${code(cause, phrases, "h3")}</div></aside>
${cards.join("\n")}
</div></section>`;
}

/** Nothing of it costs a point. */
function toneOf({ lessons }: Cause): string {
  return lessons.every(({ isFlaky, level }) => isFlaky || level === "should") ? " light" : "";
}

function evidence(lesson: Lesson, { words }: Texts, phrases: Phrases): string {
  const place = `${words[lesson.level]} · ${lesson.profile} · ${words.clause} ${lesson.clause}`;
  return `<div class="head"><h3>${lesson.id}</h3><span class="soft">${html(place)}</span></div>
<p>${prose(lesson.requirement)}</p>
<p class="happened ${lesson.isFlaky ? "warn" : "bad"}">${prose(lesson.happened)}</p>
${diagram(lesson.rows, `${words.timeLine}: ${lesson.id}`, phrases)}
<h4>${html(words.replay)}</h4>
<pre class="replay"><code>${html(lesson.replay)}</code></pre>
`;
}

function teaching({ why, idiom, fix }: Lesson, { words }: Texts): string {
  const more =
    idiom === undefined ? "" : `<p><strong>${html(idiom.label)}:</strong> ${prose(idiom.text)}</p>`;
  return `<h4>${html(words.whyItHappens)}</h4><p>${prose(why)}</p>${more}
<h4>${html(words.whatToChange)}</h4><p>${prose(fix)}</p>
`;
}

/** The level of a heading that stands below one of its section. */
type Level = "h3" | "h4";

function clauses({ clauses }: Cause, { words }: Texts, level: Level): string {
  return clauses
    .map(
      ({ clause, words: text }) =>
        `<${level} class="minor">${html(`${words.clause} ${clause}`)}</${level}><blockquote>${prose(text)}</blockquote>`,
    )
    .join("");
}

function code({ code, sameAs }: Cause, phrases: Phrases, level: Level): string {
  if (code === undefined) return "";
  const head = `<${level} class="minor">${html(code.language)}</${level}>`;
  if (sameAs === undefined) return `${head}<pre tabindex="0"><code>${html(code.lines)}</code></pre>`;
  const link = `<a href="#${sameAs}">${sameAs}</a>`;
  return `${head}<p>${prose(phrases.sameLines(sameAs, code.language)).replace(sameAs, link)}</p>`;
}

function prevalence(lesson: Lesson): string {
  return lesson.prevalence === undefined ? "" : `<p class="soft common">${html(lesson.prevalence)}</p>`;
}
