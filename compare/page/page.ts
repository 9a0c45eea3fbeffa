/** The record of a run as docs/performance.md. Pure, except that it reads the texts of tried.md and htpdate.md. */
import { readFileSync } from "node:fs";
import type { Run, Tail } from "../record.ts";
import { median } from "../statistics.ts";
import { goalLines } from "./goals.ts";
import { formatRate, significant, table } from "./numbers.ts";
import { pictures } from "./pictures.ts";
import { gridTable, ratioTable, tailTable, threadsTable, troubles, valuesTable } from "./tables.ts";

export function formatPage(run: Run): string {
  const tried = readFileSync(new URL("../tried.md", import.meta.url), "utf8").trim();
  const htpdate = readFileSync(new URL("../htpdate.md", import.meta.url), "utf8").trim();
  const { peers, one, defaults, tail, threads } = run;
  const sections = [
    opening(run),
    goals(run),
    one && `## One serving thread each\n\n${ONE}\n\n${gridTable(peers, one)}\n\n${ratioTable(peers, one)}`,
    defaults &&
      `## Default settings\n\n${DEFAULTS}\n\n${gridTable(peers, defaults)}\n\n${ratioTable(peers, defaults)}`,
    tail && `## p99\n\n${tailText(tail)}\n\n${tailTable(peers, tail.grid)}`,
    resources(run),
    edges(run),
    threads && `## More threads\n\nThe load shares the cores with the server.\n\n${threadsTable(threads)}`,
    growth(run),
    jamBench(run),
    `## jam offset and htpdate\n\n${htpdate}`,
    `## What was tried\n\n${tried}`,
    trouble(run),
  ];
  return `${sections.filter((section) => section !== undefined).join("\n\n")}\n`;
}

const ONE = `Every server is pinned to one core and the load to the other. A cell shows the replies per second, and below them the
server's CPU time per reply. \\*: the load's core was full and the server's was not, so the server could do more
and the second figure tells more.

**jam's rate at 1 × 1 comes from busy polling, which the peers do not do.** Before sleeping, a jam thread polls for more
work for up to 200 µs (\`--busy-poll\`), yielding the core between polls, so a single client does not pay for waking the
server. Its CPU time per reply therefore includes otherwise idle time, and it rarely gets a \\*. With
\`--busy-poll 0\` it sleeps at once, as the peers do.

nginx sends the time without a request, and the Python server is the course's; neither is ranked.`;

const DEFAULTS = `Every server with its default settings, on all cores, which the load shares; only the connection limit is raised if the
default is lower.`;

function tailText({ rate, seconds, rounds }: Tail): string {
  return `50 connections, one thread each, an open loop of ${formatRate(rate)} requests per second: half of the slowest peer's highest
rate. Latency counts from the scheduled time of a request, so a server that stalls is charged for the requests that
could not be sent meanwhile. ${rounds} rounds of ${significant(seconds)} s per run, after warm-up rounds that do not count. A run that lost more
than 0.5 % of the time to the hypervisor is repeated, at most twice, and the calmest counts: all of that time falls
into the slowest replies.`;
}

function opening(run: Run): string {
  const { machine } = run;
  const versions = run.peers.map(({ title, version }) => `${title}: ${version}`);
  const missing = run.missing.map(({ title, debianPackage }) => `${title} (Debian's ${debianPackage})`);
  const rounds = `${run.rounds} round${run.rounds === 1 ? "" : "s"}`;
  const lines = [
    "# Performance",
    "<!-- Written by npm run compare: edits are overwritten. -->",
    ...(run.note === "" ? [] : [`**${run.note}**`]),
    `jam and its peers on the same work, over loopback, on one machine: ${machine.processor}, ${machine.cores} cores, ` +
      `${significant(machine.memoryGib)} GiB, ${machine.kernel}. Measured ${run.startedAt.slice(0, 16).replace("T", " ")} UTC in ` +
      `${Math.round(run.seconds)} s: ${rounds} in turn (A B C … C B A …) of ${run.secondsARun} s per run, the other ` +
      "servers stopped meanwhile.",
    "Figures are medians; ratios are paired by round. Brackets give the 95 % interval of the median, by order " +
      "statistics: it assumes no distribution and always contains the median. Fewer than 6 values allow no 95 % " +
      "interval: then parentheses give the lowest and the highest.",
    `Before the run other programs kept ${significant(machine.busyBefore)} cores busy; the hypervisor took ` +
      `${significant(machine.steal * 100)} % of the time. To repeat it: \`npm run compare\`.`,
    versions.map((line) => `- ${line}`).join("\n"),
    ...(missing.length === 0 ? [] : [`Skipped, because not installed: ${missing.join(", ")}.`]),
  ];
  return lines.join("\n\n");
}

function goals(run: Run): string | undefined {
  const lines = goalLines(run);
  if (lines.length === 0) return undefined;
  const rows = lines.map(({ work, goal, measured, verdict }) => [work, goal, measured, verdict]);
  return `## Goals

*met*: the whole interval meets the goal; *reached*: part of it does, which counts as met; *unclear*: the same, but the
interval is too wide to decide; *missed*: no part of it does.

${table(["work", "goal", "measured", ""], rows)}`;
}

function resources(run: Run): string | undefined {
  if (!run.silentKib && !run.restMib && !run.startMs) return undefined;
  const columns = {
    "KiB per silent connection": run.silentKib,
    "MiB at rest, 2 threads": run.restMib,
    "ms to the first reply": run.startMs,
  };
  return `## Memory and start

Resident memory of the process: per connection, before and after 9,000 silent ones (jam with its limits and counters
on; 200 came and went before, so that code running for the first time does not count), and at rest, one second after
the start. The last column is the time from the start of the process to its first reply.

${valuesTable(run.peers, columns)}`;
}

function edges({ edges: seen }: Run): string | undefined {
  if (seen === undefined || seen.length === 0) return undefined;
  const first = seen.map(({ firstUs }) => firstUs);
  const early = first.filter((micros) => micros < 0).length;
  return `## The edge of the second

${seen.length} edges under full load (50 × 16): the first reply with the new second arrives ${significant(median(first))} µs after the clock's
edge in the median, and ${significant(Math.max(...first))} µs at worst; ${early} arrived before it. The last reply with the old second
is read ${significant(Math.max(...seen.map(({ lastOldUs }) => lastOldUs)))} µs after it at worst. The load spins, because waking up can take it longer. A part of 15 edges
that lost more than 0.5 % of the time to the hypervisor is repeated, at most twice, and the calmest counts.`;
}

function growth(run: Run): string | undefined {
  const files = Object.keys(pictures(run)).map(
    (file) => `![${file.replace(".svg", "").replaceAll("-", " ")}](performance/${file})`,
  );
  return files.length === 0
    ? undefined
    : `## Cost as work grows\n\nOne thread each, one run per point. jam's CPU time includes its busy polling (\`--busy-poll\`).\n\n${files.join("\n\n")}`;
}

function jamBench({ jamBench: found }: Run): string | undefined {
  if (found === undefined) return undefined;
  return `## jam bench and the C load

Against the same server, at 50 × 16 from one core: jam bench, which checks every reply, gets ${formatRate(found.bench)} replies per
second; the C load, which counts lines, ${formatRate(found.load)}.`;
}

function trouble(run: Run): string | undefined {
  const lines = [...run.failures.map((failure) => `run failed: ${failure}`), ...troubles(run)];
  return lines.length === 0
    ? undefined
    : `## What went wrong\n\n${lines.map((line) => `- ${line}`).join("\n")}`;
}
