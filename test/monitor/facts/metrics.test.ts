/** The metrics: names by the conventions, one for every counter, and no label that a client could fill. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { METRICS } from "../../../src/monitor/facts/metric-table.ts";
import { writeMetrics } from "../../../src/monitor/facts/metrics.ts";
import { needs } from "../../end-to-end/support/needs.ts";
import { NO_COUNTS, sampleSource } from "../sample-source.ts";

const counts = { ...NO_COUNTS, requests: 12, "bare-lf": 3, http: 2, quit: 5, full: 1 };

test("the counters of the threads stand in it, by reason where they have one", async () => {
  const { text, type } = await writeMetrics(sampleSource({ counts }));
  expect(type).toStartWith("text/plain; version=0.0.4");
  for (const line of [
    "jam_requests_total 12",
    'jam_faults_total{reason="bare-lf"} 3',
    'jam_faults_total{reason="http"} 2',
    'jam_sessions_closed_total{reason="quit"} 5',
    'jam_connections_refused_total{reason="full"} 1',
    "jam_connections 3",
    'jam_thread_up{thread="1"} 1',
    "jam_clock_synchronised 1",
    "jam_ready 1",
    'jam_build_info{version="0.1.0"} 1',
    "process_start_time_seconds 1700000000",
  ])
    expect(text.split("\n")).toContain(line);
  expect(text).not.toContain('jam_faults_total{reason="quit"}');
});

test("what the kernel does not say is absent, and not 0", async () => {
  const clock = {
    status: "unknown",
    estimatedErrorSeconds: undefined,
    maximumErrorSeconds: undefined,
  } as const;
  const { text } = await writeMetrics(sampleSource({ clock }));
  expect(text).not.toContain("jam_clock_");
});

test("labels are of ours alone: a version, a thread, a reason", () => {
  expect([...new Set(METRICS.flatMap(({ label }) => label ?? []))].sort()).toEqual([
    "reason",
    "thread",
    "version",
  ]);
});

test("a second reading counts nothing twice", async () => {
  const source = sampleSource({ counts });
  await writeMetrics(source);
  expect((await writeMetrics(source)).text).toContain("\njam_requests_total 12\n");
});

needs("promtool", "prometheus")("Prometheus's own linter has nothing to say", async () => {
  const { text } = await writeMetrics(sampleSource({ counts }));
  const promtool = Bun.spawn(["promtool", "check", "metrics"], {
    stdin: new TextEncoder().encode(text),
    stdout: "pipe",
    stderr: "pipe",
  });
  const said = await Promise.all([promtool.stdout.text(), promtool.stderr.text()]);
  expect([...said, await promtool.exited]).toEqual(["", "", 0]);
});

/** docs/monitor.md lists the metrics as they are. With UPDATE_DOCS=1 this test writes them into it. */
test("the documentation lists every metric, with the help that Prometheus shows", async () => {
  const page = join(import.meta.dirname, "../../../docs/monitor.md");
  const marked = /(?<=<!-- metrics -->\n)[\s\S]*?(?=<!-- \/metrics -->)/;
  const rows = METRICS.map(({ name, label, kind, help }) => {
    return `| \`${name}${label === undefined ? "" : `{${label}}`}\` | ${kind} | ${help} |`;
  });
  const table = `\n${["| metric | kind | what it says |", "|---|---|---|", ...rows].join("\n")}\n\n`;
  const text = await Bun.file(page).text();
  if (process.env["UPDATE_DOCS"] === "1")
    await Bun.write(
      page,
      text.replace(marked, () => table),
    );
  expect(marked.exec(await Bun.file(page).text())?.[0]).toBe(table);
});
