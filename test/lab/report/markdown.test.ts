import { expect, test } from "bun:test";
import { POINTS } from "../../../src/lab/capture/facts.ts";
import type { ReportInput } from "../../../src/lab/report/outline.ts";
import { makeMarkdown } from "../../../src/lab/report/report.ts";
import { wordsOf } from "../../../src/lab/report/words/words-of.ts";
import { HOSTILE, sampleFacts, sampleRun, sampleSession, TWO_SESSIONS } from "./sample-facts.ts";

const INPUT: ReportInput = {
  facts: sampleFacts(TWO_SESSIONS),
  run: sampleRun("JAM 07:08:09\r\n"),
  identity: { name: "Siti Rahmawati", nrp: "5025211042", class: "D" },
  source: "https://github.com/siti/progjar",
  language: "en",
};
const pageOf = (input: ReportInput) => makeMarkdown(input).get("TUGAS2.md") ?? "";

test("the page shows each of its pictures, and every picture is shown", () => {
  const files = makeMarkdown(INPUT);
  const shown = [...pageOf(INPUT).matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path ?? "");
  expect(shown.length).toBeGreaterThan(8);
  expect(new Set(shown).size).toBe(shown.length);
  expect([...files.keys()].toSorted()).toEqual(["TUGAS2.md", ...shown].toSorted());
});

test("it has every point with its packets, and the author", () => {
  const page = pageOf(INPUT);
  for (const point of POINTS) expect(page).toContain(`## ${point} `);
  for (const part of [
    "Siti Rahmawati",
    "5025211042",
    "<https://github.com/siti/progjar>",
    "`0.530609`",
    "51234",
  ]) {
    expect(page).toContain(part);
  }
});

test("the first point shows both clients: step, terminal and packets", () => {
  const [, section = ""] = pageOf(INPUT).split(/^## (?=\d)/m);
  expect(section).toStartWith("1.a ");
  for (const part of ["On mesin2, run", "On mesin3, run", "Terminal of mesin2, mesin3", "40404 → 45000"]) {
    expect(section).toContain(part);
  }
});

test("every paragraph of analysis has at least 50 words", () => {
  const nothing = { ...INPUT, facts: sampleFacts([], POINTS), run: undefined };
  const { analysis } = wordsOf("en").section;
  for (const input of [INPUT, nothing]) {
    const [, ...analyses] = pageOf(input).split(`### ${analysis}\n`);
    expect(analyses).toHaveLength(POINTS.length);
    for (const text of analyses) {
      const words = text
        .replace(/\n#[\s\S]*/, "")
        .replace(/`[^`]*`/g, "")
        .match(/\S*\p{L}\S*/gu);
      expect(words?.length).toBeGreaterThanOrEqual(50);
    }
  }
});

test("the report of a capture that proves nothing states so", () => {
  const facts = sampleFacts([], POINTS);
  const page = pageOf({ ...INPUT, facts, run: undefined, language: "id" });
  expect(page).toContain(wordsOf("id").page.nothingProven);
  expect(page.split(wordsOf("id").section.noEvidence)).toHaveLength(POINTS.length + 1);
});

test("hostile names, commands and bytes are neither tags nor links nor cells of their own", () => {
  const lines = [["c", "psh ack", HOSTILE]] as const;
  const session = sampleSession({ id: "S1", host: HOSTILE, lines });
  const run = sampleRun(HOSTILE, HOSTILE);
  const identity = { name: HOSTILE, nrp: undefined, class: undefined };
  const sources = [{ name: `${HOSTILE}.py`, text: `\`\`\`\n# ${HOSTILE}\n\`\`\`\`` }];
  const page = pageOf({ ...INPUT, facts: sampleFacts([session]), run, identity, sources });
  const prose = page
    .replace(/^ *(`{3,})[\s\S]*?^ *\1$/gm, "")
    .replace(/(?<![\\`])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "")
    .replaceAll("<https://github.com/siti/progjar>", "");
  expect(prose).not.toMatch(/(?<!\\)<\w/);
  expect(prose).not.toMatch(/(?<!\\)\]\(javascript/);
  expect(page).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  for (const table of page.matchAll(/(?:^\|.*\|$\n?)+/gm)) {
    const cells = table[0]
      .trim()
      .split("\n")
      .map((row) => row.split(/(?<!\\)\|/).length);
    expect(new Set(cells).size).toBe(1);
  }
});
