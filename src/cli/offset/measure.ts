/** Measures several servers at once; what one of them does wrong is a fact beside the others' offsets. */
import { OffsetMeter, type OffsetResult, resolveOffsetOptions, TimeError } from "../../client/index.ts";
import type { Interval } from "../../offset/reading.ts";
import { yieldCpu } from "../../proc/yield-cpu.ts";
import type { Target } from "../flags/target.ts";
import { adviseOn } from "../terminal/advice.ts";
import { requestsOf, type Values } from "./flags.ts";
import { type LocalClock, LocalClockWatch } from "./local-clock.ts";

export interface Measured {
  readonly target: Target;
  /** Also of a measurement that was interrupted. */
  readonly result: OffsetResult | undefined;
  readonly failure: { readonly code: string; readonly message: string } | undefined;
  /** Where to look next time. */
  readonly expected: Interval | undefined;
}

export interface Round {
  readonly servers: readonly Measured[];
  readonly local: LocalClock;
}

/** Between two measurements the clocks may drift apart by so much, in millionths: it is only where to look first. */
const LOOK_PPM = 100;
/** Requests must come on both sides of the change of the second. */
const LOOK_MS = 0.5;

export async function measureAll(
  targets: readonly Target[],
  values: Values,
  signal: AbortSignal,
  earlier?: Round,
): Promise<Round> {
  const watch = new LocalClockWatch();
  const meters = targets.map((target, index) => meterOf(target, values, signal, earlier?.servers[index]));
  const failures = await Promise.all(
    meters.map((meter, index) => failureOf(meter, targets[index]?.host ?? "")),
  );
  const local = watch.status();
  const driftPpm = local.slewPpm === undefined ? undefined : values.driftPpm + Math.abs(local.slewPpm);
  const servers = meters.map((meter, index) => ({
    target: targets[index] as Target,
    result: failures[index] === undefined || signal.aborted ? meter.result(driftPpm) : undefined,
    failure: failures[index],
    expected: meter.expected,
  }));
  return { servers, local };
}

function meterOf(
  target: Target,
  values: Values,
  signal: AbortSignal,
  earlier: Measured | undefined,
): OffsetMeter {
  const timeoutMs = values.timeoutSeconds * 1000;
  const options = resolveOffsetOptions({
    ...target,
    connectTimeoutMs: timeoutMs,
    replyTimeoutMs: timeoutMs,
    ...requestsOf(values, earlier?.expected !== undefined),
    lateMs: values.late,
    driftPpm: values.driftPpm,
    yieldCpu,
  });
  return new OffsetMeter({ ...options, expected: earlier && lookingNow(earlier) }, signal);
}

function lookingNow({ expected, result }: Measured): Interval | undefined {
  if (expected === undefined || result === undefined) return undefined;
  const driftMs = ((performance.now() - result.monotonicMs) * LOOK_PPM) / 1e6;
  const marginMs = driftMs + LOOK_MS + expected.highMs - expected.lowMs;
  return { lowMs: expected.lowMs - marginMs, highMs: expected.highMs + marginMs };
}

async function failureOf(meter: OffsetMeter, host: string): Promise<Measured["failure"]> {
  try {
    await meter.measure();
    return undefined;
  } catch (error) {
    if (!(error instanceof TimeError)) throw error;
    return { code: error.code, message: adviseOn(error, host) };
  }
}
