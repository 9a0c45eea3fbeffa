/** The measured value of an expectation's metric. */

import { errorEntries, errorTotal } from "./errors.ts";
import type { Metric } from "./expectation.ts";
import { percentileMs, toHistogram } from "./histogram.ts";
import { isResolved, timingsNeeded } from "./percentiles.ts";
import type { BenchRecord } from "./record.ts";

export interface Measured {
  /** Undefined if it could not be measured. */
  readonly value: number | undefined;
  /** As printed next to the expectation. */
  readonly text: string;
}

export function measure(metric: Metric, record: BenchRecord): Measured {
  const elapsedMs = Math.max(0, ...record.threads.map((thread) => thread.elapsedMs));
  switch (metric.kind) {
    case "percentile":
      return measurePercentile(metric.percentile, record);
    case "max": {
      const none = record.latency.counts.length === 0;
      return none ? unknown("no reply arrived") : inMs(record.latency.maxNs / 1e6);
    }
    case "rate": {
      if (elapsedMs === 0) return unknown("no time was measured");
      const value = (record.replies * 1000) / elapsedMs;
      return { value, text: `${value.toFixed(0)}/s` };
    }
    case "replies":
      return { value: record.replies, text: String(record.replies) };
    case "errors": {
      const total = errorTotal(record.errors);
      const count = metric.of === undefined ? total : countOfKind(record, metric.of);
      if (metric.unit === "count") return { value: count, text: String(count) };
      const requests = record.replies + total;
      const value = requests === 0 ? undefined : (count * 100) / requests;
      return value === undefined ? unknown("no request was sent") : { value, text: `${value.toFixed(3)} %` };
    }
  }
}

/** As in an expectation: `p99`, `errors.older`. */
export function metricName(metric: Metric): string {
  if (metric.kind === "percentile") return `p${metric.percentile}`;
  return metric.kind === "errors" && metric.of !== undefined ? `errors.${metric.of}` : metric.kind;
}

function measurePercentile(percentile: number, { latency, timings, unsent }: BenchRecord): Measured {
  const made = timings + unsent;
  if (!isResolved(percentile, made)) {
    return unknown(`p${percentile} needs ${timingsNeeded(percentile)} timings, and there are ${made}`);
  }
  return inMs(percentileMs(toHistogram(latency), percentile, latency.maxNs));
}

function countOfKind({ errors }: BenchRecord, kind: string): number {
  return errorEntries(errors).find(([each]) => each === kind)?.[1].count ?? 0;
}

function inMs(value: number): Measured {
  return { value, text: `${Number(value.toPrecision(3))} ms` };
}

function unknown(text: string): Measured {
  return { value: undefined, text };
}
