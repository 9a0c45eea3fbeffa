/** The metrics: conventional names, one for every counter, and no label that a client can fill. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { METRICS } from "../../../src/monitor/facts/metric-table.ts";
import { formatMetrics, METRICS_TYPE } from "../../../src/monitor/facts/metrics.ts";
import { needs } from "../../end-to-end/support/needs.ts";
import { NO_COUNTS, sampleSource } from "../sample-source.ts";

const counts = () => ({ ...NO_COUNTS, requests: 12, "bare-lf": 3, http: 2, quit: 5, full: 1 });

test("every counter is exported, those with reasons by reason", () => {
  const text = formatMetrics(sampleSource({ server: { counts } }));
  expect(METRICS_TYPE).toStartWith("text/plain; version=0.0.4");
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

test("a clock of unknown status has no metrics, instead of metrics of 0", () => {
  const clock = {
    status: "unknown",
    estimatedErrorSeconds: undefined,
    maximumErrorSeconds: undefined,
  } as const;
  const text = formatMetrics(sampleSource({ server: { clock } }));
  expect(text).not.toContain("jam_clock_");
});

test("no label has values that a client can choose", () => {
  expect([...new Set(METRICS.flatMap(({ label }) => label ?? []))].sort()).toEqual([
    "reason",
    "thread",
    "version",
  ]);
});

test("a second scrape counts nothing twice", () => {
  const source = sampleSource({ server: { counts } });
  formatMetrics(source);
  expect(formatMetrics(source)).toContain("\njam_requests_total 12\n");
});

test("each metric has its help and type once, and a blank line after it", () => {
  const text = formatMetrics(sampleSource());
  expect(text).toEndWith("\n");
  const blocks = text.trimEnd().split("\n\n");
  expect(blocks.map((block) => block.split("\n").slice(0, 2))).toEqual(
    METRICS.map(({ name, kind, help }) => [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`]),
  );
});

test("help texts need no escaping in the text format", () => {
  expect(METRICS.map(({ help }) => help).filter((help) => /[\\\n]/.test(help))).toEqual([]);
});

needs("promtool", "prometheus")("promtool finds nothing to criticise", async () => {
  const text = formatMetrics(sampleSource({ server: { counts } }));
  const promtool = Bun.spawn(["promtool", "check", "metrics"], {
    stdin: new TextEncoder().encode(text),
    stdout: "pipe",
    stderr: "pipe",
  });
  const output = await Promise.all([promtool.stdout.text(), promtool.stderr.text()]);
  expect([...output, await promtool.exited]).toEqual(["", "", 0]);
});

/** With UPDATE=1 this test writes the table of metrics into docs/monitor.md. */
test("the documentation lists every metric, with the help that Prometheus shows", async () => {
  const page = join(import.meta.dirname, "../../../docs/monitor.md");
  const marked = /(?<=<!-- metrics -->\n)[\s\S]*?(?=<!-- \/metrics -->)/;
  const rows = METRICS.map(({ name, label, kind, help }) => {
    return `| \`${name}${label === undefined ? "" : `{${label}}`}\` | ${kind} | ${help} |`;
  });
  const table = `\n${["| metric | type | meaning |", "|---|---|---|", ...rows].join("\n")}\n\n`;
  const text = await Bun.file(page).text();
  if (process.env["UPDATE"] === "1")
    await Bun.write(
      page,
      text.replace(marked, () => table),
    );
  expect(marked.exec(await Bun.file(page).text())?.[0]).toBe(table);
});
