/** A measurement without a machine: the planner against a simulated server and network, whose delays are all known. */
import { OFFSET_DEFAULTS } from "../../src/client/offset/options.ts";
import { boundOf, consistentCount, isEmpty, type Readings } from "../../src/offset/bound.ts";
import { cachingIn, findingOf } from "../../src/offset/finding.ts";
import { Planner } from "../../src/offset/planner.ts";
import type { Reading } from "../../src/offset/reading.ts";

const { inFlight, lateMs, driftPpm } = OFFSET_DEFAULTS;
export const { requests } = OFFSET_DEFAULTS;
export const allowance = { lateMs, driftPpm };
export const DAY_S = 86_400;

export interface Simulated {
  /** The server's clock is ahead of ours by so much. */
  readonly offsetMs: number;
  /** How long a request is under way, if the one before it was sent so long ago. */
  readonly thereMs: (idleMs: number) => number;
  readonly backMs: () => number;
  /** How late a request leaves. */
  readonly lateMs?: () => number;
  /** The server's clock is set by so much, at an instant from 0 on. */
  readonly step?: { readonly atMs: number; readonly byMs: number };
  /** The server's clock is faster by so many millionths. */
  readonly ratePpm?: number;
  /** The server reads its clock for a request that finds a second older than this. */
  readonly cacheMs?: number;
  readonly requests?: number;
}

export interface Measured {
  readonly readings: Readings;
  readonly elapsedMs: number;
}

/** Asks until the planner wants no more, or replies contradict each other for the third time. */
export function simulate(simulated: Simulated): Measured {
  const planner = new Planner({ requests, inFlight, allowance, ...simulated });
  const network = new Network(simulated);
  let all: Readings | undefined;
  let from = 0;
  for (let restarts = 0; ; ) {
    const finding = all && findingOf(all, allowance);
    const caching = finding && cachingIn(finding);
    const current = since(all, from);
    const roundTripMs = Math.min(...(all ?? []).map(({ sentMs, receivedMs }) => receivedMs - sentMs));
    const progress = {
      readings: current,
      roundTripMs,
      asked: all?.length ?? 0,
      mode: "pipelined",
      caching,
    } as const;
    const instants = planner.instants(progress, network.nowMs);
    if (instants.length === 0 && all !== undefined) return { readings: all, elapsedMs: network.nowMs };
    const [first, ...more] = [...(all ?? []), ...network.ask(instants)];
    if (first === undefined) throw new Error("the planner asks for nothing");
    all = [first, ...more];
    const now = since(all, from);
    const after = findingOf(all, allowance);
    if (now === undefined || !isEmpty(boundOf(now, allowance)) || cachingIn(after) !== undefined) continue;
    if (++restarts > 2) return { readings: all, elapsedMs: network.nowMs };
    planner.restart();
    from += consistentCount(now, allowance);
  }
}

function since(readings: Readings | undefined, from: number): Readings | undefined {
  const [first, ...more] = readings?.slice(from) ?? [];
  return first && [first, ...more];
}

/** Keeps requests and replies in order. */
class Network {
  readonly #simulated: Simulated;
  nowMs = 0;
  #sentMs = Number.NEGATIVE_INFINITY;
  #readMs = Number.NEGATIVE_INFINITY;
  #receivedMs = Number.NEGATIVE_INFINITY;
  #cachedMs = Number.NEGATIVE_INFINITY;

  constructor(simulated: Simulated) {
    this.#simulated = simulated;
  }

  ask(instants: readonly number[]): readonly Reading[] {
    const { offsetMs, thereMs, backMs, lateMs = () => 0, cacheMs = 0, step, ratePpm = 0 } = this.#simulated;
    const round = instants.map((instant) => {
      const sentMs = Math.max(instant, this.nowMs, this.#sentMs) + lateMs();
      this.#readMs = Math.max(this.#readMs, sentMs + thereMs(sentMs - this.#sentMs));
      this.#receivedMs = Math.max(this.#receivedMs, this.#readMs + backMs());
      this.#sentMs = sentMs;
      if (this.#readMs - this.#cachedMs >= cacheMs) this.#cachedMs = this.#readMs;
      const stepMs = step !== undefined && this.#cachedMs >= step.atMs ? step.byMs : 0;
      const shown = Math.floor((this.#cachedMs * (1 + ratePpm / 1e6) + offsetMs + stepMs) / 1000);
      return {
        sentMs,
        receivedMs: this.#receivedMs,
        second: ((shown % DAY_S) + DAY_S) % DAY_S,
        connection: 1,
      };
    });
    this.nowMs = this.#receivedMs;
    return round;
  }
}
