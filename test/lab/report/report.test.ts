import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Session } from "../../../src/lab/capture/facts.ts";
import { POINTS } from "../../../src/lab/capture/facts.ts";
import { phrasesOf } from "../../../src/lab/narrative/phrases-of.ts";
import type { ReportInput } from "../../../src/lab/report/outline.ts";
import { makeReport } from "../../../src/lab/report/report.ts";
import { wordsOf } from "../../../src/lab/report/words/words-of.ts";
import type { Language } from "../../../src/language.ts";
import { needs } from "../../end-to-end/support/needs.ts";
import { HOSTILE, sampleFacts, sampleRun, sampleSession, TWO_SESSIONS } from "./sample-facts.ts";

const withPdftotext = needs("pdftotext", "poppler-utils");
const IDENTITY = { name: "Siti Rahmawati", nrp: "5025211042", class: "Progjar D" };

function inputOf(language: Language, sessions: readonly Session[] = TWO_SESSIONS): ReportInput {
  const run = sampleRun("JAM 07:08:09\r\n");
  const source = "https://github.com/siti/progjar";
  return { facts: sampleFacts(sessions), run, identity: IDENTITY, source, language };
}

/** The pages' text, with white space collapsed and without the marks at which long words may break. */
async function textOf(input: ReportInput): Promise<string> {
  const { pdf } = await makeReport(input);
  const folder = await mkdtemp(join(tmpdir(), "jam-report-"));
  try {
    const file = join(folder, "TUGAS2.PDF");
    await Bun.write(file, pdf);
    const pdftotext = Bun.spawn(["pdftotext", "-layout", file, "-"], { stderr: "ignore" });
    return (await pdftotext.stdout.text()).replaceAll("\u200b", "").replace(/\s+/g, " ");
  } finally {
    await rm(folder, { recursive: true });
  }
}

for (const language of ["id", "en"] as const) {
  withPdftotext(
    `the PDF in ${language} contains the author, and the capture's ports, times and bytes`,
    async () => {
      const text = await textOf(inputOf(language));
      const shown = [
        ...["Siti Rahmawati", "5025211042", "Progjar D", "https://github.com/siti/progjar"],
        ...["51234", "40404", "0.500000", "0.602030", "172.16.16.103", "54 49 4d 45 0d 0a", "TIME\\r\\n"],
        ...["4a 41 4d 20 30 37 3a 30 38 3a 30 39 0d 0a", "tcp.port == 45000", "mesin2:/#", "JAM 07:08:09"],
      ];
      for (const part of shown) expect(text).toContain(part);
    },
  );

  withPdftotext(`the PDF in ${language} has a heading and an analysis for every point`, async () => {
    const text = await textOf(inputOf(language));
    const { page, section } = wordsOf(language);
    for (const point of POINTS) expect(text).toContain(phrasesOf(language).points[point]);
    for (const heading of [page.results, section.preparation]) expect(text).toContain(heading);
    expect(text.split(section.analysis.toUpperCase())).toHaveLength(POINTS.length + 1);
    expect(text).toContain(page.provenOf(7, 7));
  });

  withPdftotext(
    `the PDF in ${language} of the report of a capture that proves nothing states so`,
    async () => {
      const facts = sampleFacts([], POINTS);
      const identity = { name: undefined, nrp: undefined, class: undefined };
      const text = await textOf({ facts, identity, source: undefined, language });
      const { page, section } = wordsOf(language);
      expect(text).toContain(page.nothingProven);
      expect(text).toContain(page.notGiven);
      expect(text.split(section.noEvidence)).toHaveLength(POINTS.length + 1);
      expect(text.split(page.states["not-proven"]).length).toBeGreaterThan(POINTS.length);
    },
  );
}

withPdftotext("hostile names, commands, outputs and bytes stay text on the pages", async () => {
  const lines = [
    ["c", "psh ack", HOSTILE],
    ["s", "psh ack", HOSTILE],
  ] as const;
  const session = sampleSession({ id: "S1", host: "mesin2", lines });
  const identity = { name: HOSTILE, nrp: "#panic()", class: '#read("/etc/passwd")' };
  const run = sampleRun(`${HOSTILE}\n`, HOSTILE);
  const sources = [{ name: "#panic().py", text: `x = "#eval(1)"\n# ${HOSTILE}` }];
  const text = await textOf({ ...inputOf("en", [session]), identity, run, sources, source: undefined });
  for (const part of [
    "<script>alert(1)</script>",
    '#import "x.typ" $x$ *b* `c`',
    "#panic()",
    '"#eval(1)"',
    '#read("/etc/passwd")',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).toContain("\\u202e");
  expect(text).not.toContain("\u202e");
  expect(text).not.toContain("\u001b");
});

test("the same facts make the same pages", async () => {
  const [first, second] = [await makeReport(inputOf("en")), await makeReport(inputOf("en"))];
  expect(Bun.hash(first.pdf)).toBe(Bun.hash(second.pdf));
});
