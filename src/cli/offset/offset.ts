/** `jam offset`: measures how far servers' clocks are from this machine's, and how certain that is. */

import { escapeText } from "../../client/index.ts";
import { visibleLine } from "../../text/visible.ts";
import { pageColumns } from "../bench/page.ts";
import type { Command } from "../command.ts";
import { EXIT, UsageError } from "../exit.ts";
import { flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags, paragraph } from "../flags/help.ts";
import { parseTarget, type Target } from "../flags/target.ts";
import { painterFor } from "../terminal/color.ts";
import { writeErr } from "../terminal/stderr.ts";
import { ReaderGone, writeOut } from "../terminal/stdout.ts";
import { sendSample } from "./chrony.ts";
import { FLAGS, type Values } from "./flags.ts";
import { measureAll } from "./measure.ts";
import { pluginOutput, type Thresholds } from "./plugin.ts";
import { jsonOf, type OffsetReport, reportOf } from "./report.ts";
import { formatSvg } from "./svg.ts";
import { formatReport } from "./text.ts";
import { formatTextfile, writeWhole } from "./textfile.ts";
import { formatWatched, watched } from "./watch.ts";

/** They are measured at the same time, and share a thread that times them. */
const MOST_SERVERS = 16;

const USAGE = `Usage: jam offset HOST[:PORT] … [FLAGS]

${paragraph(`Measures how far the clocks of time servers are from this machine's. A server that shows whole seconds reveals
more when its second changes: the result is an interval that contains the offset. It takes up to ten seconds and sets no
clock.`)}

${formatFlags(FLAGS)}

${paragraph(`Exit codes: 0 the offset is bounded; 1 it is not: no time came, replies contradict each other, or not more
than half of the servers agree; 2 usage error; 3 a file cannot be written; 130 interrupted. With --warn or --crit, as
monitoring plugins: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.`)}`;

async function run(args: readonly string[]): Promise<number> {
  const parsed = readArguments(args, FLAGS);
  if (parsed.wantsHelp) {
    console.log(USAGE);
    return EXIT.good;
  }
  const values = flagValues(FLAGS, parsed);
  const targets = targetsOf([...parsed.positionals, ...(parsed.rest ?? [])]);
  const thresholds = thresholdsOf(values);
  if (thresholds !== undefined && values.watch)
    throw new UsageError("--warn and --crit cannot be combined with --watch.");
  const interrupt = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => interrupt.abort());
  try {
    const exit = values.watch
      ? await watch(targets, values, interrupt.signal)
      : await once(targets, values, thresholds, interrupt.signal);
    return interrupt.signal.aborted ? EXIT.interrupted : exit;
  } catch (error) {
    if (error instanceof ReaderGone) return EXIT.good;
    throw error;
  }
}

function targetsOf(names: readonly string[]): readonly Target[] {
  if (names.length === 0)
    throw new UsageError("jam offset needs a HOST or HOST:PORT, such as 127.0.0.1:45000.");
  if (names.length > MOST_SERVERS) throw new UsageError(`jam offset takes at most ${MOST_SERVERS} servers.`);
  const targets = names.map(parseTarget);
  const twice = names.find((_, index) => {
    const one = targets[index];
    return targets.findIndex(({ host, port }) => host === one?.host && port === one.port) < index;
  });
  // It would outvote the others.
  if (twice !== undefined) throw new UsageError(`${twice} is given twice.`);
  return targets;
}

function thresholdsOf({ warn, crit }: Values): Thresholds | undefined {
  if (warn === undefined && crit === undefined) return undefined;
  const critMs = crit ?? Number.POSITIVE_INFINITY;
  const warnMs = warn ?? critMs;
  if (warnMs > critMs) throw new UsageError("--warn must not be over --crit.");
  return { warnMs, critMs };
}

async function once(
  targets: readonly Target[],
  values: Values,
  thresholds: Thresholds | undefined,
  signal: AbortSignal,
): Promise<number> {
  const report = reportOf(await measureAll(targets, values, signal));
  writeFiles([report], values);
  if (thresholds !== undefined && !signal.aborted) {
    const { line, exitCode } = pluginOutput(report, thresholds);
    await writeOut(`${visibleLine(line)}\n`);
    return exitCode;
  }
  if (values.json) await writeOut(`${escapeText(JSON.stringify(jsonOf(report, Date.now())))}\n`);
  else {
    complain(report);
    const text = formatReport(report, Date.now(), {
      paint: painterFor(process.stdout),
      columns: pageColumns(),
    });
    if (text !== "") await writeOut(`${text}\n`);
  }
  return exitOf(report);
}

async function watch(targets: readonly Target[], values: Values, signal: AbortSignal): Promise<number> {
  let exit: number = EXIT.failed;
  for await (const each of watched(targets, values, signal)) {
    const { report, drifts, reports } = each;
    writeFiles(reports, values);
    if (values.json) {
      const line = JSON.stringify({
        ...jsonOf(report, Date.now()),
        drifts: drifts.map((drift) => drift ?? null),
      });
      await writeOut(`${escapeText(line)}\n`);
    } else {
      if (!signal.aborted) complain(report);
      const time = new Date().toTimeString().slice(0, 8);
      await writeOut(`${formatWatched(each, time).join("\n")}\n`);
    }
    exit = exitOf(report);
  }
  return exit;
}

/** One line for each server that did not send the time. */
function complain({ servers }: OffsetReport): void {
  for (const { failure } of servers) {
    if (failure !== undefined && failure.code !== "ABORTED") writeErr(`jam: ${failure.message}`);
  }
}

function exitOf({ majority }: OffsetReport): number {
  return majority === undefined ? EXIT.failed : EXIT.good;
}

function writeFiles(reports: readonly OffsetReport[], { svg, textfile, chronySocket }: Values): void {
  const report = reports.at(-1);
  if (report === undefined) return;
  if (svg !== "") writeWhole(svg, formatSvg(reports));
  if (textfile !== "") writeWhole(textfile, formatTextfile(report));
  if (chronySocket === "" || report.majority === undefined) return;
  const why = sendSample(chronySocket, report.majority);
  if (why !== undefined) writeErr(`jam: ${why}`);
}

export const command = { run } satisfies Command;
