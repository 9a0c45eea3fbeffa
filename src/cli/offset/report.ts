/** What was measured → the value that text, JSON, metrics and the plugin are made from. Pure. */
import type { OffsetResult } from "../../client/index.ts";
import { type Bound, laterBound } from "../../offset/bound.ts";
import { fitsOf } from "../../offset/day.ts";
import { boundIn } from "../../offset/finding.ts";
import { centreOf, isMajority, majorityOf } from "../../offset/majority.ts";
import type { Interval } from "../../offset/reading.ts";
import { formatHostPort } from "../../text/host-port.ts";
import type { LocalClock } from "./local-clock.ts";
import type { Measured, Round } from "./measure.ts";

/** The tick of a kernel of 100 Hz: C's time() is late by less. */
export const TICK_MS = 10;

const SCHEMA = 1;

export interface OffsetRange extends Interval {
  readonly offsetMs: number;
  readonly boundMs: number;
}

export interface ServerReport {
  readonly host: string;
  readonly port: number;
  /** `HOST:PORT` */
  readonly name: string;
  readonly result: OffsetResult | undefined;
  readonly failure: Measured["failure"];
  readonly range: OffsetRange | undefined;
  /** Whether it is of the majority; undefined if it has no bound. */
  readonly agrees: boolean | undefined;
}

export interface OffsetReport {
  readonly servers: readonly ServerReport[];
  /** What more than half of the servers agree on; undefined without such a majority. */
  readonly majority: (OffsetRange & { readonly agreeing: number; readonly measuredAtMs: number }) | undefined;
  readonly local: LocalClock;
}

export function reportOf({ servers, local }: Round): OffsetReport {
  const bounds = servers.map(({ result }) => boundOfResult(result));
  const known = bounds.flatMap((bound) => (bound === undefined ? [] : [bound]));
  // All for one instant, because the measurements ended at different ones.
  const lastMs = Math.max(...known.map(({ atMs }) => atMs));
  const measuredAtMs = Math.max(
    ...servers.flatMap(({ result }) =>
      result !== undefined && boundOfResult(result) ? [result.measuredAtMs] : [],
    ),
  );
  const majority = majorityOf(known.map((bound) => laterBound(bound, lastMs)));
  const isAgreed = majority !== undefined && isMajority(majority, servers.length);
  const agreeing = majority?.agrees.values();
  return {
    servers: servers.map(({ target, result, failure }, index) => ({
      ...target,
      name: formatHostPort(target.host, target.port),
      result,
      failure,
      range: bounds[index] && { ...bounds[index], ...centreOf(bounds[index]) },
      agrees: bounds[index] === undefined || !isAgreed ? undefined : agreeing?.next().value,
    })),
    majority: isAgreed
      ? { ...majority.interval, ...centreOf(majority.interval), agreeing: majority.count, measuredAtMs }
      : undefined,
    local,
  };
}

/** A step is no offset: what was measured before it and after it differs. */
function boundOfResult(result: OffsetResult | undefined): Bound | undefined {
  if (result === undefined || result.finding.kind === "stepped") return undefined;
  return boundIn(result.finding);
}

/** The JSON of a report. @param nowMs since 1970 */
export function jsonOf({ servers, majority, local }: OffsetReport, nowMs: number): object {
  const { status, maximumErrorSeconds, slewPpm } = local;
  return {
    schema: SCHEMA,
    servers: servers.map((server) => serverJson(server, nowMs)),
    majority: majority === undefined ? null : majorityJson(majority),
    local: {
      status,
      maximumErrorSeconds: maximumErrorSeconds ?? null,
      slewPpm: slewPpm ?? null,
      stepMs: servers.map(({ result }) => result?.localStepMs).find((step) => step !== undefined) ?? null,
    },
  };
}

function majorityJson({ measuredAtMs, ...rest }: NonNullable<OffsetReport["majority"]>): object {
  return { ...rest, measuredAt: new Date(measuredAtMs).toISOString() };
}

function serverJson({ host, port, result, failure, agrees }: ServerReport, nowMs: number): object {
  const failed = failure === undefined ? {} : failure;
  if (result === undefined) return { host, port, kind: "failed", ...failed };
  const { finding, ifSet, quarterHours, canBeTwelveHour, zoneChange, measuredAtMs } = result;
  const bound = boundIn(finding);
  const lowMs = finding.kind === "late" ? finding.lowMs : (bound?.lowMs ?? null);
  return {
    host,
    port,
    kind: finding.kind,
    ...(bound === undefined ? { offsetMs: null, boundMs: null } : centreOf(bound)),
    lowMs,
    highMs: bound?.highMs ?? null,
    highIfCoarseMs: bound === undefined ? null : bound.highMs + TICK_MS,
    latenessMs: finding.kind === "late" ? finding.latenessMs : null,
    highIfAloneMs: ("highIfAloneMs" in finding ? finding.highIfAloneMs : undefined) ?? null,
    lowIfSetMs: ifSet?.lowMs ?? null,
    highIfSetMs: ifSet?.highMs ?? null,
    step: finding.kind === "stepped" ? finding.step : null,
    drift: "bound" in finding ? finding.bound.drift : null,
    quarterHours,
    zones: fitsOf(quarterHours, false).map(({ zone }) => zone),
    canBeTwelveHour,
    zoneChange: zoneChange ?? null,
    mode: result.mode,
    roundTripMs: result.roundTripMs,
    requests: result.requests,
    connections: result.connections,
    elapsedMs: result.elapsedMs,
    measuredAt: new Date(measuredAtMs).toISOString(),
    ageMs: nowMs - measuredAtMs,
    agrees: agrees ?? null,
    ...failed,
  };
}
