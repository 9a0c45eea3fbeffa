/** `jam check`: checks a running server against the assignment, or starts one, checks it and stops it. */
import { CASES } from "../../check/cases/registry.ts";
import { choose } from "../../check/plan.ts";
import type { CheckResult } from "../../check/result.ts";
import { textsOf } from "../../check/texts/index.ts";
import type { Command } from "../command.ts";
import { EXIT, UsageError } from "../exit.ts";
import { type Arguments, flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags } from "../flags/help.ts";
import { parseTarget } from "../flags/target.ts";
import { ReaderGone, writeOut } from "../terminal/stdout.ts";
import { CHECK_FLAGS, type CheckValues } from "./flags.ts";
import { checkOnce, type Judged } from "./once.ts";
import { checkPlaces, labelled, labellingOf, orNotGraded, printedReport, writeReports } from "./reports.ts";

const HELP = `Usage: jam check HOST:PORT [FLAGS]
       jam check [FLAGS] -- COMMAND…

Checks a time server in any language against the assignment: one that is running, or one that COMMAND starts.

${formatFlags(CHECK_FLAGS)}

Exit codes: 0 every must of the chosen profiles passes, 1 a must fails, 2 usage error, 3 nothing was judged: COMMAND
cannot be started or does not listen, its port is in use, the name does not resolve, or there is no route;
130 interrupted.`;

async function run(args: readonly string[]): Promise<number> {
  const read = readArguments(args, CHECK_FLAGS);
  if (read.wantsHelp) {
    console.log(HELP);
    return EXIT.good;
  }
  const values = flagValues(CHECK_FLAGS, read);
  if (values.json && values.tap) throw new UsageError("--json and --tap both print to stdout; choose one.");
  const chosen = choose({ profiles: values.profile, only: values.only, skip: values.skip });
  if (chosen.length === 0)
    throw new UsageError('the selection matches no case; "jam check --list" prints all of them.');
  if (values.list) {
    console.log(formatList(chosen, values));
    return EXIT.good;
  }
  if (values.selfTest) return (await import("./self-test.ts")).selfTest(values);
  const labelling = labellingOf(values, chosen);
  const judged = judgedBy(read, values);
  if (values.watch) {
    checkPlaces(values);
    return (await import("./watch.ts")).watchCheck(judged, chosen, values);
  }
  const found = await orNotGraded(values, () => {
    checkPlaces(values);
    return checkOnce(judged, chosen, values);
  });
  const result = labelled(found, labelling);
  if (result.notJudged === undefined || values.json || values.tap) await print(printedReport(result, values));
  writeReports(result, values);
  return exitCodeOf(result);
}

async function print(report: string): Promise<void> {
  await writeOut(report).catch((error) => {
    if (!(error instanceof ReaderGone)) throw error; // the reader of `jam check … | head` has closed the pipe; the verdict does not change
  });
}

function exitCodeOf({ notJudged, isInterrupted, passes }: CheckResult): number {
  if (isInterrupted) return EXIT.interrupted;
  if (notJudged !== undefined) return EXIT.environment;
  return passes ? EXIT.good : EXIT.failed;
}

function judgedBy({ positionals, rest }: Arguments, { port, watch }: CheckValues): Judged {
  const [server, ...more] = positionals;
  if (rest !== undefined) {
    if (server !== undefined) throw new UsageError("give either HOST:PORT or -- COMMAND, not both.");
    if (rest.length === 0)
      throw new UsageError("-- must be followed by a command, such as -- python3 server.py");
    return { target: { host: "127.0.0.1", port }, command: rest };
  }
  if (server === undefined || more.length > 0) {
    throw new UsageError("give one server: HOST:PORT, or -- COMMAND… to start one.");
  }
  if (watch)
    throw new UsageError("--watch needs a command to restart: jam check --watch -- python3 server.py");
  return { target: parseTarget(server), command: undefined };
}

function formatList(chosen: readonly string[], { lang, json }: CheckValues): string {
  const { cases } = textsOf(lang);
  const rows = CASES.filter(({ id }) => chosen.includes(id)).map(
    ({ id, clause, level, profile, prerequisites }) => {
      const { requirement } = cases[id];
      return { id, clause, level, profile, prerequisites, requirement };
    },
  );
  if (json) return JSON.stringify(rows, undefined, 2);
  return rows
    .map(({ id, clause, level, profile, requirement }) =>
      [id.padEnd(18), clause.padEnd(7), level.padEnd(7), profile.padEnd(7), requirement].join(" "),
    )
    .join("\n");
}

/** Exits at once: a connection that no server accepted would keep the runtime alive for minutes. */
async function end(code: number): Promise<never> {
  await new Promise<void>((written) => process.stdout.write("", () => written()));
  process.exit(code);
}

export const command = { run: async (args) => end(await run(args)) } satisfies Command;
