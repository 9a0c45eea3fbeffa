import { afterAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CASES } from "../../../../src/check/cases/registry.ts";
import { CODE_LANGUAGE_NAMES, CODE_LANGUAGES } from "../../../../src/check/texts/code-language.ts";
import { FIX_IDS, type FixId } from "../../../../src/check/texts/fixes/fix-id.ts";
import { FIXES } from "../../../../src/check/texts/fixes/fixes.ts";
import { SCAFFOLDS, type Scaffold } from "./programs.ts";

const JAM = join(import.meta.dirname, "../../../../bin/jam");
const folder = mkdtempSync(join(tmpdir(), "jam-fixes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a report in a terminal of 60 columns leaves, beside its margin. */
const COLUMNS = 56;

interface Program {
  readonly name: string;
  readonly source: (scaffold: Scaffold, fixes: Readonly<Record<FixId, string>>) => string;
  /** Globs of the cases that its lines fix. */
  readonly cases: string;
}

/** Each key of the fixes is in one of them. */
const PROGRAMS: readonly Program[] = [
  {
    name: "lines",
    source: ({ program, bareRun }, { listen, lines }) => program({ listen, run: bareRun, serve: lines }),
    cases:
      "connect,time-reply,repeat,split-*,pipelined-*,after-quit,bare-*,unterminated,lowercase,concurrent-*,quit-*,long-line-bounded",
  },
  {
    name: "quit-unknown-gone",
    source: ({ program, bareRun, loop }, { listen, quit, unknown, gone }) =>
      program({ listen, run: bareRun, serve: loop(gone, `${quit}\n${unknown}`) }),
    cases: "quit-*,unknown*,client-gone,half-close",
  },
  {
    name: "guard-reply",
    source: ({ program, loop, raising }, { listen, guard, reply, gone }) =>
      program({ listen, run: guard, serve: loop(gone, raising(reply)) }),
    cases: "reply-*,bad-utf8*,reset",
  },
];

test("every key of the fixes is used by a case, and the lines are few and fit in 60 columns", () => {
  const used = new Set(CASES.map(({ fix }) => fix));
  expect(FIX_IDS.filter((id) => !used.has(id))).toEqual([]);
  for (const language of CODE_LANGUAGES) {
    expect(Object.keys(FIXES[language])).toEqual([...FIX_IDS]);
    for (const [id, snippet] of Object.entries(FIXES[language])) {
      const lines = snippet.split("\n");
      const wrong = lines.filter((line) => line.length > COLUMNS || line.trimEnd() !== line);
      expect({ language, id, wrong, isShort: lines.length <= 16 }).toEqual({
        language,
        id,
        wrong: [],
        isShort: true,
      });
    }
  }
});

for (const language of CODE_LANGUAGES) {
  const scaffold = SCAFFOLDS[language];
  const { file, build, start, debianPackage } = scaffold;
  const tools = [build?.[0], start[0]].filter((tool) => tool !== undefined && !tool.startsWith("./"));
  const isThere = tools.every((tool) => Bun.which(tool ?? "") !== null);
  const needed = isThere ? "" : ` (needs the Debian package ${debianPackage})`;
  test.skipIf(!isThere)(
    `${CODE_LANGUAGE_NAMES[language]}: servers made of the lines pass the cases that they fix${needed}`,
    async () => {
      const judged = PROGRAMS.map(async ({ name, source, cases }) => {
        const port = await freePort();
        const place = join(folder, language, name);
        mkdirSync(place, { recursive: true });
        const text = source(scaffold, FIXES[language]).replaceAll("45000", String(port));
        writeFileSync(join(place, file), text);
        if (build !== undefined) await run(build, place);
        const check = [JAM, "check", "--json", "--port", String(port), "--only", cases, "--", ...start];
        return [name, failuresOf(await run(check, place))];
      });
      expect(Object.fromEntries(await Promise.all(judged))).toEqual(
        Object.fromEntries(PROGRAMS.map(({ name }) => [name, []])),
      );
    },
    120_000,
  );
}

function failuresOf(report: string): readonly string[] {
  const results: Record<string, { verdict: string; why: string | null }> = JSON.parse(report).cases;
  return Object.entries(results)
    .filter(([, { verdict }]) => verdict !== "pass")
    .map(([id, { verdict, why }]) => `${id}: ${verdict}, ${why}`);
}

async function run(command: readonly string[], cwd: string): Promise<string> {
  const child = Bun.spawn([...command], {
    cwd,
    stdout: "pipe",
    stderr: "pipe",
    env: { ...process.env, LC_ALL: "C.UTF-8", GOFLAGS: "-mod=mod", GO111MODULE: "off" },
  });
  const [output, complaint] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  // A check that finds a failure ends with 1.
  if ((await child.exited) > (command[0] === JAM ? 1 : 0)) throw new Error(complaint + output);
  return output;
}

/** Free for now, and outside the range of outgoing connections, which could hold it in the meantime. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer().once("error", () => resolve(false));
      server.listen(port, "0.0.0.0", () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}
