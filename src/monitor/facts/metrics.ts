/** `/metrics`: the numbers in Prometheus's text format, read from the threads' counters when they are asked for. */
import { METRICS } from "./metric-table.ts";
import type { MonitorSource } from "./source.ts";

interface Written {
  readonly type: string;
  readonly text: string;
}

/** Loads the library when it is first called. @throws {Error} where it is not installed */
export async function writeMetrics({ facts, snapshot }: MonitorSource): Promise<Written> {
  const { Counter, Gauge, Registry } = await import("prom-client");
  const registry = new Registry();
  const { user, system } = process.cpuUsage();
  const read = {
    facts,
    snapshot: snapshot(),
    processorSeconds: (user + system) / 1e6,
    residentBytes: process.memoryUsage.rss(),
  };
  for (const { name, kind, help, label, values } of METRICS) {
    const known = Object.entries(values(read)).flatMap(([value, number]) =>
      number === undefined ? [] : [{ value, number }],
    );
    if (known.length === 0) continue;
    const head = { name, help, labelNames: label === undefined ? [] : [label], registers: [registry] };
    const metric = kind === "counter" ? new Counter(head) : new Gauge(head);
    for (const { value, number } of known) metric.inc(label === undefined ? {} : { [label]: value }, number);
  }
  return { type: registry.contentType, text: await registry.metrics() };
}
