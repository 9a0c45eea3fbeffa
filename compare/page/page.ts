/** The record of a run as docs/performance.md. Pure, but for the text of what was tried. */
import { readFileSync } from "node:fs";
import type { Run, Tail } from "../record.ts";
import { median } from "../statistics.ts";
import { goalLines } from "./goals.ts";
import { formatRate, significant, table } from "./numbers.ts";
import { pictures } from "./pictures.ts";
import { gridTable, ratioTable, tailTable, threadsTable, troubles, valuesTable } from "./tables.ts";

export function formatPage(run: Run): string {
  const tried = readFileSync(new URL("../tried.md", import.meta.url), "utf8").trim();
  const sections = [
    opening(run),
    goals(run),
    run.one && `## One serving thread each\n\n${ONE}\n\n${gridTable(run.one)}\n\n${ratioTable(run.one)}`,
    run.defaults &&
      `## Everyone at his defaults\n\n${DEFAULTS}\n\n${gridTable(run.defaults)}\n\n${ratioTable(run.defaults)}`,
    run.tail && `## The slowest hundredth\n\n${tailText(run.tail)}\n\n${tailTable(run.tail.grid)}`,
    resources(run),
    edges(run),
    run.threads && `## More threads\n\nThe load runs on the same cores.\n\n${threadsTable(run.threads)}`,
    growth(run),
    jamBench(run),
    `## What was tried\n\n${tried}`,
    trouble(run),
  ];
  return `${sections.filter((section) => section !== undefined).join("\n\n")}\n`;
}

const ONE = `Every server is pinned to one core and the load to another. A cell gives the replies a second, and below it the
server's processor time for one. \\*: the load's core was full and the server's was not, so the second figure says
more. jam looks for more before it sleeps, and gives way meanwhile: what it takes for a reply contains what nobody else
wanted, so that \\* is rarely said of it. nginx answers before it is asked, and the Python server is the course's; neither is ranked.`;

const DEFAULTS = `As each comes out of the box, on all cores, the load among them; only the number of connections is raised
where the default is lower.`;

function tailText({ rate, seconds, rounds }: Tail): string {
  return `50 connections, one thread each, an open loop of ${formatRate(rate)} requests a second: half of what the slowest of
them can serve. A reply's time counts from when its request was due, so that a server that stalls pays for
the requests that it kept from being sent. ${rounds} rounds of ${significant(seconds)} s a run, behind
others that do not count, in which every server warms up. A run in which the hypervisor took more than 0.5 % of the
time is done again, twice at most, and the calmest counts: what it takes is among the slowest as a whole.`;
}

function opening(run: Run): string {
  const { machine } = run;
  const versions = run.peers.map(({ title, version }) => `${title}: ${version}`);
  const missing = run.missing.map(({ title, debianPackage }) => `${title} (Debian's ${debianPackage})`);
  const lines = [
    "# Performance",
    "<!-- Written by npm run compare; what stands here is overwritten. -->",
    ...(run.note === "" ? [] : [`**${run.note}**`]),
    `jam beside its peers on the same work, over loopback, on one machine: ${machine.processor}, ${machine.cores} cores, ` +
      `${significant(machine.memoryGib)} GiB, ${machine.kernel}. Taken ${run.startedAt.slice(0, 16).replace("T", " ")} UTC in ` +
      `${Math.round(run.seconds)} s; ${run.rounds} round${run.rounds === 1 ? "" : "s"} in turn (A B C … A B C …) of ${run.secondsARun} s a run, the servers that ` +
      "are not asked standing still. Given are medians, and in brackets the 95 % interval (Student's t; of ratios, " +
      "which are paired by round, on their logarithms).",
    `Before the run ${significant(machine.busyBefore)} cores were busy with other things; the hypervisor took ` +
      `${significant(machine.steal * 100)} % of the time. Run it yourself: \`npm run compare\`.`,
    versions.map((line) => `- ${line}`).join("\n"),
    ...(missing.length === 0 ? [] : [`Left out, because they are not installed: ${missing.join(", ")}.`]),
  ];
  return lines.join("\n\n");
}

function goals(run: Run): string | undefined {
  const lines = goalLines(run);
  if (lines.length === 0) return undefined;
  const rows = lines.map(({ work, goal, measured, verdict }) => [work, goal, measured, verdict]);
  return `## Goals

A goal is met when the 95 % interval reaches it. *met*: all of the interval does; *reached*: the goal lies within
it; *unclear*: it does, but the interval is too wide to say anything; *missed*: all of it falls short.

${table(["work", "goal", "measured", ""], rows)}`;
}

function resources(run: Run): string | undefined {
  if (!run.silentKib && !run.restMib && !run.startMs) return undefined;
  const columns = {
    "KiB a silent connection": run.silentKib,
    "MiB at rest, 2 threads": run.restMib,
    "ms to the first reply": run.startMs,
  };
  return `## Memory and start

Resident memory of the process, before and after 9,000 connections that say nothing (jam with its limits and
counters on; 200 came and went before, so that code which runs for the first time does not count); at rest a second after the start; and the time from the start of the process to its first reply.

${valuesTable(columns)}`;
}

function edges({ edges: seen }: Run): string | undefined {
  if (seen === undefined || seen.length === 0) return undefined;
  const first = seen.map(({ firstUs }) => firstUs);
  const early = first.filter((micros) => micros < 0).length;
  return `## The second's edge

${seen.length} edges under full load (50 × 16): the first reply that shows the new second comes ${significant(median(first))} µs behind
the clock's edge in the median, ${significant(Math.max(...first))} µs at worst; ${early} came before it. The last reply that was still
answered in the old second is read ${significant(Math.max(...seen.map(({ lastOldUs }) => lastOldUs)))} µs behind it at worst. The load
spins, for to be woken can take it longer; of 15 edges in which the hypervisor took over 0.5 % of the time others are
looked at, twice at most, and the calmest count.`;
}

function growth(run: Run): string | undefined {
  const files = Object.keys(pictures(run)).map(
    (file) => `![${file.replace(".svg", "").replaceAll("-", " ")}](performance/${file})`,
  );
  return files.length === 0
    ? undefined
    : `## Cost as work grows\n\nOne thread each, a point a run. jam's processor time contains its looking for more before it sleeps (\`--busy-poll\`).\n\n${files.join("\n\n")}`;
}

function jamBench({ jamBench: found }: Run): string | undefined {
  if (found === undefined) return undefined;
  return `## jam bench beside the C load

From the same server, at 50 × 16 from one core: jam bench, which checks every reply, ${formatRate(found.bench)} a second; the C
load, which counts lines, ${formatRate(found.load)}.`;
}

function trouble(run: Run): string | undefined {
  const lines = [...run.failures.map((failure) => `run failed: ${failure}`), ...troubles(run)];
  return lines.length === 0
    ? undefined
    : `## What went wrong\n\n${lines.map((line) => `- ${line}`).join("\n")}`;
}
