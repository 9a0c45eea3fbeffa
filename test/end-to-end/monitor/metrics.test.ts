/** The metrics in a real Prometheus: scraped from a server, and queried by the rules and the dashboard. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import dashboard from "../../../deploy/prometheus/jam-dashboard.json" with { type: "json" };
import { METRICS } from "../../../src/monitor/facts/metric-table.ts";
import { MonitoredServer } from "../support/monitor.ts";
import { needs } from "../support/needs.ts";
import { Prometheus } from "../support/prometheus.ts";
import { RawClient } from "../support/raw-client.ts";
import { runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

const DEPLOY = join(import.meta.dirname, "../../../deploy/prometheus");

const withPrometheus = needs("prometheus", "prometheus");
const withPromtool = needs("promtool", "prometheus");

/** The dashboard's queries, with its variables as Grafana fills them in. */
const EXPRESSIONS = dashboard.panels
  .flatMap(({ targets }) => targets.map(({ expr }) => expr))
  .map((expr) => expr.replaceAll("$__rate_interval", "1m").replaceAll("$instance", ".*"));

function metricsIn(expression: string): readonly string[] {
  return expression.match(/\b(?:jam|process)_\w+/g) ?? [];
}

withPrometheus(
  "a real Prometheus scrapes a server with its token, and has its counts",
  async () => {
    const token = "a-token-that-is-long";
    await using monitored = await MonitoredServer.start([], { env: { JAM_MONITOR_TOKEN: token } });
    using client = await RawClient.dial(monitored.port);
    client.send(`${"TIME\r\n".repeat(12)}x\r\nTIME\n`);
    await client.waitForBytes(12 * 14 + 62);
    await using prometheus = await Prometheus.start(monitored.place, token);
    await until(
      10,
      async () => (await prometheus.query("up == 1")).length === 1,
      () => "a scrape that went well",
    );
    const read = async (expression: string) => Number((await prometheus.query(expression))[0]?.value[1]);
    expect(await read("jam_requests_total")).toBe(12);
    expect(await read('jam_faults_total{reason="bare-lf"}')).toBe(1);
    expect(await read('sum(jam_faults_total{reason!="bare-lf"})')).toBe(1);
    expect(await read("jam_connections")).toBe(1);
    expect(await read("jam_ready")).toBe(1);
    expect(await read("sum(jam_thread_up)")).toBe(await read("jam_threads"));
    expect(Math.abs((await read("process_start_time_seconds")) - Date.now() / 1000)).toBeLessThan(60);

    for (const expression of EXPRESSIONS) await prometheus.query(expression);
    const known = (await prometheus.get<readonly string[]>("label/__name__/values", {})).data;
    // Values of a clock with unknown status are absent.
    const scraped = METRICS.map(({ name }) => name).filter((name) => !name.startsWith("jam_clock_"));
    expect(scraped.filter((name) => !known.includes(name))).toEqual([]);
    const rules = await prometheus.get<{ groups: { rules: { health: string }[] }[] }>("rules", {});
    const healths = () => rules.data.groups.flatMap((group) => group.rules.map(({ health }) => health));
    expect(healths().filter((health) => health === "err")).toEqual([]);
  },
  60_000,
);

withPromtool(
  "the alert rules are valid and pass their unit tests",
  async () => {
    const run = (...args: string[]) => runProgram(["promtool", ...args], { cwd: DEPLOY, seconds: 60 });
    const check = await run("check", "rules", "jam.rules.yml");
    expect([check.exit, check.stdout]).toEqual([
      0,
      expect.stringContaining("SUCCESS: 8 rules found") as string,
    ]);
    expect(await run("check", "config", "prometheus.yml")).toMatchObject({ exit: 0 });
    expect(await run("test", "rules", "jam.rules.test.yml")).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining("SUCCESS") as string,
    });
  },
  90_000,
);

test("every alert has a test, and uses existing metrics", async () => {
  const rules = await Bun.file(join(DEPLOY, "jam.rules.yml")).text();
  const tests = await Bun.file(join(DEPLOY, "jam.rules.test.yml")).text();
  const alerts = [...rules.matchAll(/alert: (\w+)/g)].map(([, name = ""]) => name);
  expect(alerts.length).toBeGreaterThan(5);
  expect(alerts.filter((name) => !tests.includes(`alertname: ${name}`))).toEqual([]);
  const names = METRICS.map(({ name }) => name);
  expect(metricsIn(rules).filter((name) => !names.includes(name))).toEqual([]);
});

test("the dashboard uses existing metrics, and shows most of them", () => {
  const names = METRICS.map(({ name }) => name);
  const shown = EXPRESSIONS.flatMap(metricsIn);
  expect(shown.filter((name) => !names.includes(name))).toEqual([]);
  expect(names.filter((name) => !shown.includes(name)).sort()).toEqual([
    "jam_build_info",
    "jam_proxy_closed_total",
    "jam_threads",
  ]);
});
