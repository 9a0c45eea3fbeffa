/** Whether a trial of a rate met its expectations, and if not, why. */
import { type Expectation, isMet } from "./expectation.ts";
import { measure, metricName } from "./measured.ts";
import type { BenchRecord } from "./record.ts";
import { formatSeconds, judgeLoad, type Label, serverEndOf } from "./verdict.ts";

/** A rate counts as served if this share of it was answered within the measured time. */
const SERVED_SHARE = 0.99;

/** Causes that are not the server's. */
const OTHERS = {
  "generator-bound": "the generator was at its limit",
  "machine-busy": "the machine was busy",
} as const satisfies Partial<Record<Label, string>>;

/** @returns why the expectations were not met; undefined if they were */
export function whyMissed(
  expectations: readonly Expectation[],
  record: BenchRecord,
  rate: number,
): string | undefined {
  const end = serverEndOf(record);
  if (end.kind !== "alive") return `the server was ${end.kind} after ${formatSeconds(end.afterMs / 1000)}`;
  const served = servedFault(record, rate);
  const fault = served ?? expectationFault(expectations, record);
  if (fault === undefined) return undefined;
  const { label } = judgeLoad({ kind: "open", rate }, record);
  // A generator that is some milliseconds late misses a percentile; only one that is always late misses the rate.
  const isOwn = served === undefined || record.lateByGenerator > record.replies / 2;
  return isOwn && (label === "generator-bound" || label === "machine-busy")
    ? `${OTHERS[label]}: ${fault}`
    : fault;
}

/**
 * Counted by arrival: of requests still in flight at the end a slow server answers some later, and those it answers
 * first were sent earlier. So the answered share of a server that is fast enough does not depend on its latency.
 */
function servedFault({ arrived, unsent, threads }: BenchRecord, rate: number): string | undefined {
  const seconds = Math.max(0, ...threads.map(({ elapsedMs }) => elapsedMs)) / 1000;
  const due = rate * seconds;
  // One request at either edge may be due within the measured time and answered outside of it.
  if (arrived + 1 < due * SERVED_SHARE) {
    return `${(seconds === 0 ? 0 : arrived / seconds).toFixed(0)}/s were answered`;
  }
  return unsent > due * (1 - SERVED_SHARE) + 1 ? `${unsent} requests found no free connection` : undefined;
}

function expectationFault(expectations: readonly Expectation[], record: BenchRecord): string | undefined {
  for (const each of expectations) {
    const { value, text } = measure(each.metric, record);
    if (!isMet(each, value)) return value === undefined ? text : `${metricName(each.metric)} was ${text}`;
  }
  return undefined;
}
