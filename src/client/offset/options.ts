/** What may be set for a measurement of an offset, checked once and completed with the defaults. */
import type { PlannerOptions } from "../../offset/planner.ts";
import { MOST_DRIFT_PPM } from "../../offset/reading.ts";
import { described } from "../host.ts";
import { type ConnectOptions, type ResolvedOptions, resolveOptions } from "../options.ts";

export const OFFSET_DEFAULTS = {
  requests: 60,
  inFlight: 8,
  lateMs: 0,
  driftPpm: MOST_DRIFT_PPM,
} as const;

export interface OffsetOptions extends ConnectOptions {
  /** The most requests of the measurement, from 2 to 1000; 60 if left out. */
  readonly requests?: number | undefined;
  /** The most requests of one second, and in flight at once, from 1 to 64; 8 if left out. */
  readonly inFlight?: number | undefined;
  /** How late the server may show a second, in milliseconds from 0 to 60,000; 0 if left out. 10 for a server that uses C's time(). */
  readonly lateMs?: number | undefined;
  /** By how much the rates of the clocks may differ, in millionths from 0 to 500; 500 if left out. */
  readonly driftPpm?: number | undefined;
  /**
   * Called again and again while it waits for an instant or a reply near the change of the second, because it does not
   * sleep then: lets others use the CPU, such as a server on this machine. sched_yield(2) of Linux does. Nothing if left
   * out.
   */
  readonly yieldCpu?: (() => void) | undefined;
}

export interface ResolvedOffsetOptions extends PlannerOptions {
  readonly connection: ResolvedOptions;
  readonly yieldCpu: () => void;
}

/** @throws {RangeError} for a value that cannot be used; the message says what can */
export function resolveOffsetOptions(options: OffsetOptions): ResolvedOffsetOptions {
  const connection = resolveOptions(options);
  return {
    connection,
    yieldCpu: options.yieldCpu ?? (() => {}),
    requests: whole("requests", options.requests ?? OFFSET_DEFAULTS.requests, 2, 1_000),
    inFlight: whole("inFlight", options.inFlight ?? OFFSET_DEFAULTS.inFlight, 1, 64),
    allowance: {
      lateMs: within("lateMs", options.lateMs ?? OFFSET_DEFAULTS.lateMs, 0, 60_000),
      driftPpm: within("driftPpm", options.driftPpm ?? OFFSET_DEFAULTS.driftPpm, 0, 500),
    },
  };
}

function whole(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value)) return within(name, value, min, max);
  throw new RangeError(`${name} must be a whole number from ${min} to ${max}, not ${described(value)}`);
}

function within(name: string, value: number, min: number, max: number): number {
  if (typeof value === "number" && value >= min && value <= max) return value;
  throw new RangeError(`${name} must be a number from ${min} to ${max}, not ${described(value)}`);
}
