/** The report, a pure function of the merged record. report.schema.json describes its JSON. */
import { ERROR_KINDS, errorEntries, errorTotal } from "./errors.ts";
import { encodeHistogram, percentileMs, toHistogram } from "./histogram.ts";
import { isResolved, SHOWN_PERCENTILES } from "./percentiles.ts";
import type { LoopPlan } from "./plan.ts";
import type { BenchRecord, ThreadFacts } from "./record.ts";
import type { ServerEnd } from "./server-life.ts";
import { countOf, type TallyData } from "./tally.ts";
import type { Point } from "./timeline.ts";
import { judgeLoad, serverEndOf, type Verdict } from "./verdict.ts";

interface Percentile {
  readonly percentile: number;
  /** Null if there are too few timings. */
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

/** `afterSeconds` of the measured time; null if it still answered at the end. */
interface ServerEndReport {
  readonly state: ServerEnd["kind"];
  readonly afterSeconds: number | null;
}

export interface StepReport {
  readonly loop: LoopPlan["kind"];
  readonly elapsedSeconds: number;
  readonly replies: number;
  readonly repliesPerSecond: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
  readonly errors: { readonly total: number; readonly kinds: readonly ErrorReport[] };
  readonly latency: Latency | null;
  readonly uncorrected: Latency | null;
  /** Requests that got no answer; part of the latencies with the time that they waited. */
  readonly unanswered: number;
  readonly connect: Latency | null;
  readonly firstByte: Latency | null;
  readonly schedule: Schedule | null;
  readonly zoneOffsetSeconds: number | null;
  readonly generator: readonly ThreadReport[];
  /** Cores used by a server that was started for this run, with all its descendants. */
  readonly serverCpuShare: number | null;
  readonly serverEnd: ServerEndReport;
  readonly verdict: Verdict;
  readonly timeline: readonly Point[];
}

export function reportStep(
  loop: LoopPlan,
  record: BenchRecord,
  points: readonly Point[],
  serverCpuMs: number | undefined,
): StepReport {
  const elapsedMs = Math.max(0, ...record.threads.map((thread) => thread.elapsedMs));
  const perSecond = (value: number) => (elapsedMs === 0 ? 0 : (value * 1000) / elapsedMs);
  const kinds = errorEntries(record.errors).map(([kind, { count, example }]) => ({
    kind,
    meaning: ERROR_KINDS[kind],
    count,
    example: { ...example, at: new Date(example.at).toISOString() },
  }));
  return {
    loop: loop.kind,
    elapsedSeconds: elapsedMs / 1000,
    replies: record.replies,
    repliesPerSecond: perSecond(record.replies),
    bytesReceived: record.bytesReceived,
    bytesSent: record.bytesSent,
    errors: { total: errorTotal(record.errors), kinds },
    latency: latencyOf(record.latency, record.timings + record.unsent),
    uncorrected: latencyOf(record.uncorrected, record.timings),
    unanswered: record.unanswered,
    connect: latencyOf(record.connect),
    firstByte: latencyOf(record.firstByte),
    schedule: loop.kind === "open" ? scheduleOf(loop.rate, record) : null,
    zoneOffsetSeconds: record.zoneOffsetSeconds ?? null,
    generator: record.threads.map(threadOf),
    serverCpuShare: serverCpuMs === undefined || elapsedMs === 0 ? null : serverCpuMs / elapsedMs,
    serverEnd: endOf(serverEndOf(record)),
    verdict: judgeLoad(loop, record),
    timeline: points,
  };
}

function endOf(end: ServerEnd): ServerEndReport {
  return { state: end.kind, afterSeconds: end.kind === "alive" ? null : end.afterMs / 1000 };
}

function scheduleOf(rate: number, { lateByServer, lateByGenerator, unsent }: BenchRecord): Schedule {
  return { rate, lateByServer, lateByGenerator, unsent };
}

/** @param timings replies in one chunk are one timing; by default every value is one */
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
