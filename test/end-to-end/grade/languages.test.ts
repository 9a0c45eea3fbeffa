/** A natural server in each language is built and judged in a sandbox as `jam check` alone judges it. */
import { expect, test } from "bun:test";
import { choose } from "../../../src/check/plan.ts";
import {
  CODE_LANGUAGE_NAMES,
  CODE_LANGUAGES,
  type CodeLanguage,
} from "../../../src/check/texts/code-language.ts";
import { FIXES } from "../../../src/check/texts/fixes/fixes.ts";
import type { Limits } from "../../../src/grade/plan.ts";
import { SCAFFOLDS } from "../../check/texts/fixes/programs.ts";
import { JAM } from "../support/jam-server.ts";
import { runProgram } from "../support/run-program.ts";
import { canIsolate, type Judged, Submitted, untilNothingIsLeft, WAYS, type Way } from "./judged.ts";

/** For a busy machine. */
const SECONDS = 240_000;
const LANGUAGES = CODE_LANGUAGES.filter((language) => language !== "csharp");
/** As a class has them. */
const USUAL: Limits = {
  ...{ buildSeconds: 120, judgeSeconds: 100, cpuSeconds: 120, memoryMib: 512, processes: 512 },
  ...{ descriptors: 1024, fileMib: 64, outputMib: 16 },
};
const CHOSEN = choose({ profiles: ["basic", "stream", "strict"], only: [], skip: [] });
/** javac reads it in the encoding of the locale. */
const COMMENT = "// Tanya pukul berapa — “jam”\n";

type Verdicts = Readonly<Record<string, string>>;

LANGUAGES.forEach((language, index) => {
  const { file, build, start, debianPackage } = SCAFFOLDS[language];
  const isThere = [build?.[0], start[0]].every((tool) => tool === undefined || has(tool));
  // Each way to make a sandbox takes its turn.
  const way = WAYS[index % WAYS.length];
  test.concurrent.skipIf(!canIsolate || !isThere || way === undefined)(
    `${CODE_LANGUAGE_NAMES[language]} ${way?.name} (needs the Debian packages bubblewrap and ${debianPackage})`,
    async () => {
      if (way === undefined) return;
      const port = 21_000 + index;
      const text = programIn(language).replaceAll("45000", String(port));
      using submitted = new Submitted({
        ...{ files: { [file]: text }, command: start, build: build === undefined ? [] : [build] },
        ...{ limits: USUAL, chosen: CHOSEN, plan: { port, language } },
      });
      const { pid, report } = await judgedInTime(submitted, way);
      const { outcome } = report;
      if (outcome.state !== "judged") throw new Error(JSON.stringify(outcome));
      expect(outcome.exceeded).toBe(undefined);
      expect(outcome.result.process).toMatchObject({ language, command: start });
      await untilNothingIsLeft(pid, submitted.slot, submitted.folder);
      if (build !== undefined) await runBuild(build, submitted.folder);
      const inSandbox: Verdicts = Object.fromEntries(
        outcome.result.cases.map(({ id, verdict }) => [id, verdict]),
      );
      expect(inSandbox).toEqual(await judgedAlone(submitted.folder, start, port));
      expect(Object.keys(inSandbox)).toEqual([...CHOSEN]);
    },
    SECONDS,
  );
});

/** As in a class: what was judged by timers that were late does not count. */
async function judgedInTime(submitted: Submitted, way: Way): Promise<Judged> {
  for (let left = 2; ; left--) {
    const found = await submitted.judge(way);
    if (!found.report.timersWereLate || left === 0) return found;
  }
}

function programIn(language: CodeLanguage): string {
  const { file, program, bareRun } = SCAFFOLDS[language];
  const { listen, lines } = FIXES[language];
  const text = program({ listen, run: bareRun, serve: lines });
  return file.endsWith(".java") ? COMMENT + text : text;
}

/** Where submissions find programs too. */
function has(tool: string): boolean {
  return tool.startsWith("./") || Bun.which(tool, { PATH: "/usr/local/bin:/usr/bin:/bin" }) !== null;
}

async function runBuild(build: readonly string[], cwd: string): Promise<void> {
  const env = { LC_ALL: "C.UTF-8", GO111MODULE: "off" };
  const { exit, stderr } = await runProgram(build, { cwd, env, seconds: 120 });
  if (exit !== 0) throw new Error(stderr);
}

async function judgedAlone(folder: string, command: readonly string[], port: number): Promise<Verdicts> {
  const check = [
    JAM,
    "check",
    "--json",
    "--port",
    String(port),
    "--only",
    CHOSEN.join(","),
    "--",
    ...command,
  ];
  const { stdout, stderr } = await runProgram(check, { cwd: folder, seconds: 100 });
  if (stdout === "") throw new Error(stderr);
  const { cases } = JSON.parse(stdout) as { cases: Record<string, { verdict: string }> };
  return Object.fromEntries(Object.entries(cases).map(([id, { verdict }]) => [id, verdict]));
}
