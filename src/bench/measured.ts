/** What a step's result says of a metric that somebody expects something of. */
import type { Metric } from "./expectation.ts";
import { faultEntries, faultTotal } from "./faults.ts";
import { percentileMs, toHistogram } from "./histogram.ts";
import { isResolved, timingsWanted } from "./percentiles.ts";
import type { BenchRecord } from "./record.ts";

export interface Measured {
  /** Undefined where it could not be measured. */
  readonly value: number | undefined;
  /** In words, as it stands beside what was expected. */
  readonly text: string;
}

export function measure(metric: Metric, record: BenchRecord): Measured {
  const elapsedMs = Math.max(0, ...record.threads.map((thread) => thread.elapsedMs));
  switch (metric.kind) {
    case "percentile":
      return measurePercentile(metric.percentile, record);
    case "max": {
      const none = record.latency.counts.length === 0;
      return none ? unknown("no reply came") : inMs(record.latency.maxNs / 1e6);
    }
    case "rate": {
      if (elapsedMs === 0) return unknown("no time passed");
      const value = (record.replies * 1000) / elapsedMs;
      return { value, text: `${value.toFixed(0)}/s` };
    }
    case "replies":
      return { value: record.replies, text: String(record.replies) };
    case "errors": {
      const total = faultTotal(record.faults);
      const count = metric.of === undefined ? total : countOfKind(record, metric.of);
      if (metric.unit === "count") return { value: count, text: String(count) };
      const asked = record.replies + total;
      const value = asked === 0 ? undefined : (count * 100) / asked;
      return value === undefined ? unknown("nothing was asked") : { value, text: `${value.toFixed(3)} %` };
    }
  }
}

function measurePercentile(percentile: number, { latency, timings, unsent }: BenchRecord): Measured {
  const made = timings + unsent;
  if (!isResolved(percentile, made)) {
    return unknown(`p${percentile} wants ${timingsWanted(percentile)} timings, and ${made} were made`);
  }
  return inMs(percentileMs(toHistogram(latency), percentile, latency.maxNs));
}

function countOfKind({ faults }: BenchRecord, kind: string): number {
  return faultEntries(faults).find(([each]) => each === kind)?.[1].count ?? 0;
}

function inMs(value: number): Measured {
  return { value, text: `${Number(value.toPrecision(3))} ms` };
}

function unknown(text: string): Measured {
  return { value: undefined, text };
}
