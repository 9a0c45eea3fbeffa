/** The pages of the PDF as a reader sees them: how full they are, and what is repeated after a page break. */
import { expect } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReportInput } from "../../../src/lab/report/outline.ts";
import { makeReport } from "../../../src/lab/report/report.ts";
import type { RunRecord } from "../../../src/lab/run/run-folder.ts";
import type { Language } from "../../../src/language.ts";
import { needs } from "../../end-to-end/support/needs.ts";
import {
  BEGIN,
  GOOD,
  type Line,
  sampleFacts,
  sampleRun,
  sampleSession,
  TWO_SESSIONS,
} from "./sample-facts.ts";

const withPoppler = needs("pdftoppm", "poppler-utils");
const ASK: readonly Line[] = [
  ["c", "psh ack", "TIME\r\n"],
  ["s", "psh ack", "JAM 07:08:09\r\n"],
  ["c", "ack"],
];
const LONG = [...GOOD.slice(0, 3), ...Array.from({ length: 12 }, () => ASK).flat(), ...GOOD.slice(7)];

/** A server that printed this many lines while the clients ran. */
function runWith(lines: number): RunRecord {
  const run = sampleRun("JAM 07:08:09\r\n".repeat(Math.min(lines, 20)));
  const chunks = Array.from({ length: lines }, (_, index) => ({
    at: BEGIN + 0.4 + index / 100,
    text: `client ${index} connected\n`,
  }));
  return {
    ...run,
    server: { ...run.server, output: { startedAt: BEGIN - 0.1, chunks, charactersLeftOut: 0 } },
  };
}

function inputOf(
  lines: number,
  source: number,
  language: Language,
  many: readonly Line[] = LONG,
): ReportInput {
  const crowd = Array.from({ length: lines }, (_, index) =>
    sampleSession({
      ...{ id: `S${index + 3}`, port: 40_000 + index, beginsAt: 2 + index / 100 },
      ...{ host: "mesin2", lines: index % 3 === 0 ? many : GOOD },
    }),
  );
  return {
    facts: sampleFacts([...TWO_SESSIONS, ...crowd]),
    run: runWith(lines),
    identity: { name: "Siti", nrp: "5025211042", class: undefined },
    source: "https://github.com/siti/progjar",
    sources: [{ name: "server.py", text: 'print("JAM")\n'.repeat(source) }],
    language,
  };
}

async function inFolder<Value>(input: ReportInput, act: (file: string, folder: string) => Value) {
  const folder = mkdtempSync(join(tmpdir(), "jam-pages-"));
  try {
    const file = join(folder, "report.pdf");
    await Bun.write(file, (await makeReport(input)).pdf);
    return await act(file, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The lowest line with ink above the foot, of each page, as a share of the text's height. */
async function fullness(file: string, folder: string): Promise<readonly number[]> {
  Bun.spawnSync(["pdftoppm", "-r", "30", "-gray", file, join(folder, "page")]);
  const names = [...new Bun.Glob("page*.pgm").scanSync(folder)].sort();
  return await Promise.all(
    names.map(async (name) => {
      const bytes = await Bun.file(join(folder, name)).bytes();
      const [, width = 0, height = 0] =
        /^P5\s(\d+) (\d+)\s/.exec(new TextDecoder("latin1").decode(bytes.subarray(0, 30)))?.map(Number) ?? [];
      const pixels = bytes.subarray(bytes.length - width * height);
      // A4 is 29.7 cm high; the text begins at 2.3 and ends at 27.5 cm.
      const [top, foot] = [(2.3 / 29.7) * height, (27.4 / 29.7) * height];
      const rows = Array.from({ length: Math.floor(foot) }, (_, row) => row);
      const lowest = rows.findLast((row) =>
        pixels.subarray(row * width, (row + 1) * width).some((pixel) => pixel < 200),
      );
      return ((lowest ?? 0) - top) / (foot - top);
    }),
  );
}

for (const [lines, source, language] of [
  [0, 1, "id"],
  [3, 30, "en"],
  [7, 90, "id"],
  [12, 0, "en"],
  [25, 400, "id"],
  [40, 12, "en"],
] as const) {
  withPoppler(
    `no page but the last is a third empty: ${lines} more sessions, ${source} lines of source, in ${language}`,
    async () => {
      const pages = await inFolder(inputOf(lines, source, language), fullness);
      expect(pages.length).toBeGreaterThan(6);
      expect(pages.slice(0, -1).filter((share) => share < 2 / 3)).toEqual([]);
    },
  );
}

withPoppler("a sequence diagram that goes on has its heads on the next page too", async () => {
  const session = sampleSession({ id: "S1", host: "mesin2", lines: LONG });
  const input = { ...inputOf(0, 0, "en"), facts: sampleFacts([session]), run: undefined };
  const text = await inFolder(input, (file) =>
    Bun.spawnSync(["pdftotext", "-layout", file, "-"]).stdout.toString(),
  );
  const pages = text.split("\f");
  const drawn = pages.filter((page) => /Seq=\d+ Ack=\d+ Len=\d+$/m.test(page));
  expect(drawn.length).toBeGreaterThan(1);
  for (const page of drawn) expect(page).toMatch(/mesin2 · client/);
});

withPoppler(
  "after a page break a table has three rows at least, with its note, and source code twelve lines",
  async () => {
    for (const asked of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const many = [
        ...GOOD.slice(0, 3),
        ...Array.from({ length: asked }, () => ASK).flat(),
        ...GOOD.slice(7),
      ];
      const sessions = [1, 2, 3].map((n) =>
        sampleSession({ id: `S${n}`, host: "mesin2", port: 51_000 + n, beginsAt: n / 10, lines: many }),
      );
      const input = { ...inputOf(0, 40 + asked, "en"), facts: sampleFacts(sessions), run: undefined };
      const text = await inFolder(input, (file) =>
        Bun.spawnSync(["pdftotext", "-layout", file, "-"]).stdout.toString(),
      );
      for (const page of text.split("\f").slice(1, -1)) {
        const lines = page.split("\n").filter((line) => line.trim() !== "");
        expect(lines[1]).not.toMatch(/^\s*Length: bytes/);
        const rowsAfter = (head: RegExp, row: RegExp) => {
          const from = lines.findIndex((line) => head.test(line));
          const rest = from === 1 ? lines.slice(from) : [];
          const to = rest.findIndex((line, index) => index > 0 && !row.test(line));
          return from === 1 ? (to < 0 ? rest.length : to) : 99;
        };
        expect(rowsAfter(/^\s*No\.\s+Time/, /^\s*\d+\s+\d+\.\d{6}\s/)).toBeGreaterThan(3);
        expect(rowsAfter(/^\s*\d+\s+print\(/, /^\s*\d+\s+print\(/)).toBeGreaterThan(11);
      }
    }
  },
);

withPoppler(
  "a report has a bounded number of pages, however long the sessions and the source code",
  async () => {
    const endless = Array.from({ length: 400 }, () => ASK).flat();
    const pages = await inFolder(inputOf(300, 5000, "en", endless), fullness);
    expect(pages.length).toBeLessThan(45);
  },
);
