/** `/metrics` in Prometheus's text format 0.0.4, read from the server at each scrape. */
import { METRICS, type Metric, type Reading } from "./metric-table.ts";
import type { MonitorSource } from "./source.ts";

export const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

export function formatMetrics(source: MonitorSource): string {
  const { user, system } = process.cpuUsage();
  const reading: Reading = {
    ...source,
    counts: source.server.counts(),
    cpuSeconds: (user + system) / 1e6,
    residentBytes: process.memoryUsage.rss(),
  };
  return METRICS.flatMap((metric) => formatMetric(metric, reading)).join("\n");
}

/** Nothing if no value is known: Prometheus then shows the metric as absent, not as 0. */
function formatMetric({ name, kind, help, label, values }: Metric, reading: Reading): readonly string[] {
  const samples = Object.entries(values(reading)).flatMap(([value, number]) => {
    if (number === undefined) return [];
    return `${name}${label === undefined ? "" : `{${label}=${quoted(value)}}`} ${number}\n`;
  });
  if (samples.length === 0) return [];
  return [`# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${samples.join("")}`];
}

/** JSON's escapes of a backslash, a quotation mark and a line feed are the format's own. */
function quoted(value: string): string {
  return JSON.stringify(value);
}
