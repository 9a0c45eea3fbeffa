/** Every row of docs/languages.md comes from a run, and is the same in its Indonesian page; `npm run update` makes them again. */
import { afterAll, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectGenerated } from "../../house/generated.ts";
import { COLUMNS, LANGUAGES, type Shown, shownBy } from "./languages.ts";
import { rowOf, TOOLS, versionsOf } from "./netcats.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-languages-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Versions are written by an update and not compared: the rows hold for those of other machines too, or fail there. */
const isUpdate = process.env["UPDATE"] === "1";

/** A busy machine can join what was sent apart. */
const SECONDS = { timeout: 120_000, retry: 2 };

const PAGES = {
  "docs/languages.md": {
    ...{ reads: "reads with", writes: "writes with", sent: "sent", yes: "yes", no: "no" },
    ...{ sends: "sends", fin: "sends FIN when the pipe ends", ends: "ends by itself" },
    late: "prints a reply that comes 1 s later",
  },
  "docs/languages.id.md": {
    ...{ reads: "membaca dengan", writes: "menulis dengan", sent: "terkirim", yes: "ya", no: "tidak" },
    ...{ sends: "mengirim", fin: "mengirim FIN saat pipe berakhir", ends: "berakhir sendiri" },
    late: "mencetak respons yang datang 1 detik kemudian",
  },
} as const;
const PAGE_NAMES = Object.keys(PAGES) as (keyof typeof PAGES)[];

for (const language of LANGUAGES) {
  const { name, debianPackage } = language;
  const tools = [language.build?.[0], language.start[0]];
  const isThere = tools.every((tool) => !tool || tool.startsWith("./") || Bun.which(tool) !== null);
  test.concurrent.skipIf(!isThere)(
    `${name}: the page shows what its ways to read and write lines do (needs Debian's ${debianPackage})`,
    async () => {
      const shown = await shownBy(language, folder);
      for (const page of PAGE_NAMES) {
        expectGenerated(page, `lines: ${name}`, tablesOf(shown, PAGES[page]));
        if (isUpdate) expectGenerated(page, `version: ${name}`, shown.version);
      }
    },
    SECONDS,
  );
}

const missing = TOOLS.filter(({ command }) => Bun.which(command.split(" ")[0] ?? "") === null);
test.concurrent.skipIf(missing.length > 0)(
  `the page shows what the netcats and telnets send (needs Debian's ${[...new Set(TOOLS.map((tool) => tool.debianPackage))].join(", ")})`,
  async () => {
    for (const page of PAGE_NAMES) {
      const { sends, fin, late, ends, yes, no } = PAGES[page];
      const rows = await Promise.all(TOOLS.map((tool) => rowOf(tool, yes, no)));
      const inputs = ["`printf 'TIME\\n' \\|`", "`printf 'TIME\\r\\n' \\|`"];
      const head = [...inputs.map((input) => `${input} ${sends}`), fin, late, ends];
      expectGenerated(page, "netcats", tableOf(["", ...head], rows));
      if (isUpdate) expectGenerated(page, "version: netcats", await versionsOf(TOOLS));
    }
  },
  SECONDS,
);

function tablesOf({ readers, writers }: Shown, words: (typeof PAGES)[keyof typeof PAGES]): string {
  const reads = readers.map(({ name, cells }) => `| ${code(name)} | ${cells.join(" | ")} |`);
  const writes = writers.map(({ name, sent }) => `| ${code(name)} | ${sent} |`);
  return `${tableOf([words.reads, ...COLUMNS], reads)}\n\n${tableOf([words.writes, words.sent], writes)}`;
}

function tableOf(head: readonly string[], rows: readonly string[]): string {
  return [`| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`, ...rows].join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}
