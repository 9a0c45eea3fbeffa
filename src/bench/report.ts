/** The report: a pure function of the merged record. Its JSON is described in report.schema.json. */
import { FAULT_KINDS, faultEntries, faultTotal } from "./faults.ts";
import { encodeHistogram, percentileMs, toHistogram } from "./histogram.ts";
import { isResolved, SHOWN_PERCENTILES } from "./percentiles.ts";
import type { LoopPlan } from "./plan.ts";
import type { BenchRecord, ThreadFacts } from "./record.ts";
import { countOf, type TallyData } from "./tally.ts";
import type { Point } from "./timeline.ts";
import { judgeLoad, type Verdict } from "./verdict.ts";

interface Percentile {
  readonly percentile: number;
  /** Null where too few timings were made to tell. */
  readonly ms: number | null;
}

export interface Latency {
  readonly count: number;
  readonly timings: number;
  readonly percentiles: readonly Percentile[];
  readonly maxMs: number;
  readonly meanMs: number;
  /** HdrHistogram, V2 compressed, base64, in nanoseconds. */
  readonly histogram: string;
}

interface ErrorReport {
  readonly kind: string;
  readonly meaning: string;
  readonly count: number;
  readonly example: { readonly hex: string; readonly connection: number; readonly at: string };
}

interface ThreadReport {
  readonly cpuShare: number | null;
  readonly waitedForCpuShare: number | null;
  readonly loopDelayP99Ms: number;
  readonly loopDelayMaxMs: number;
  readonly clockResolutionNs: number;
  readonly timerMs: number;
}

interface Schedule {
  readonly rate: number;
  readonly lateByServer: number;
  readonly lateByGenerator: number;
  readonly unsent: number;
}

export interface StepReport {
  readonly pace: LoopPlan["kind"];
  readonly elapsedSeconds: number;
  readonly replies: number;
  readonly repliesPerSecond: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly errors: { readonly total: number; readonly kinds: readonly ErrorReport[] };
  readonly latency: Latency | null;
  readonly uncorrected: Latency | null;
  readonly connect: Latency | null;
  readonly firstByte: Latency | null;
  readonly schedule: Schedule | null;
  readonly zoneOffsetSeconds: number | null;
  readonly generator: readonly ThreadReport[];
  /** Of a server that was started for this run: processor time a second, over all that it started. */
  readonly serverCpuShare: number | null;
  readonly verdict: Verdict;
  readonly timeline: readonly Point[];
}

export function reportStep(
  pace: LoopPlan,
  record: BenchRecord,
  points: readonly Point[],
  serverCpuMs: number | undefined,
): StepReport {
  const elapsedMs = Math.max(0, ...record.threads.map((thread) => thread.elapsedMs));
  const perSecond = (value: number) => (elapsedMs === 0 ? 0 : (value * 1000) / elapsedMs);
  const kinds = faultEntries(record.faults).map(([kind, { count, example }]) => ({
    kind,
    meaning: FAULT_KINDS[kind],
    count,
    example: { ...example, at: new Date(example.at).toISOString() },
  }));
  return {
    pace: pace.kind,
    elapsedSeconds: elapsedMs / 1000,
    replies: record.replies,
    repliesPerSecond: perSecond(record.replies),
    bytesIn: record.bytesIn,
    bytesOut: record.bytesOut,
    errors: { total: faultTotal(record.faults), kinds },
    latency: latencyOf(record.latency, record.timings + record.unsent),
    uncorrected: latencyOf(record.uncorrected, record.timings),
    connect: latencyOf(record.connect),
    firstByte: latencyOf(record.firstByte),
    schedule: pace.kind === "open" ? scheduleOf(pace.rate, record) : null,
    zoneOffsetSeconds: record.zoneOffsetSeconds ?? null,
    generator: record.threads.map(threadOf),
    serverCpuShare: serverCpuMs === undefined || elapsedMs === 0 ? null : serverCpuMs / elapsedMs,
    verdict: judgeLoad(pace, record),
    timeline: points,
  };
}

function scheduleOf(rate: number, { lateByServer, lateByGenerator, unsent }: BenchRecord): Schedule {
  return { rate, lateByServer, lateByGenerator, unsent };
}

/** @param timings replies that came together are one timing; left out where every value is one */
function latencyOf(data: TallyData, timings: number = countOf(data)): Latency | null {
  if (data.counts.length === 0) return null;
  const histogram = toHistogram(data);
  return {
    count: countOf(data),
    timings,
    percentiles: SHOWN_PERCENTILES.map((percentile) => ({
      percentile,
      ms: isResolved(percentile, timings) ? percentileMs(histogram, percentile, data.maxNs) : null,
    })),
    maxMs: data.maxNs / 1e6,
    meanMs: histogram.mean / 1e6,
    histogram: encodeHistogram(data),
  };
}

function threadOf(facts: ThreadFacts): ThreadReport {
  const { elapsedMs, cpuMs, waitedForCpuMs, loopDelay, clockResolutionNs, timerResolutionMs } = facts;
  const share = (ms: number | undefined) => (ms === undefined || elapsedMs === 0 ? null : ms / elapsedMs);
  return {
    cpuShare: share(cpuMs),
    waitedForCpuShare: share(waitedForCpuMs),
    loopDelayP99Ms: percentileMs(toHistogram(loopDelay), 99, loopDelay.maxNs),
    loopDelayMaxMs: loopDelay.maxNs / 1e6,
    clockResolutionNs,
    timerMs: timerResolutionMs,
  };
}
