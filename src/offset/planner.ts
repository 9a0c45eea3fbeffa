/** Decides round after round when to send the next requests of a measurement, until no request can tell more. Reads no clock. */
import { boundOf, isEmpty, middleOf, near, type Readings } from "./bound.ts";
import { ALONE_MS, boundIfCached } from "./caching.ts";
import { unconfirmed } from "./confirm.ts";
import { type Allowance, type Interval, SECOND_MS, usualRoundTripMs } from "./reading.ts";
import { bestInstantOf } from "./recent.ts";
import {
  BEFORE_WINDOW,
  instantsOf,
  next,
  requestsOfRound,
  sendWindow,
  targetMs,
  WAKE_WINDOW_MS,
  type Window,
  wakeLeadMs,
} from "./round.ts";

export interface PlannerOptions {
  /** The most requests of the measurement. */
  readonly requests: number;
  /** The most requests of a round. */
  readonly inFlight: number;
  readonly allowance: Allowance;
  /** Where the offset is expected, server minus monotonic clock: only a wrong one costs requests. */
  readonly expected?: Interval | undefined;
}

/** How the requests are sent. `connection-each`: each on a connection of its own. */
export type Mode = "pipelined" | "one-at-a-time" | "connection-each";

export interface Progress {
  /** Since the last contradiction; undefined before the first reply. */
  readonly readings: Readings | undefined;
  readonly roundTripMs: number;
  /** Requests so far. */
  readonly asked: number;
  readonly mode: Mode;
  /** Where the offset is if the server caches its second; then only requests that come alone tell more. */
  readonly caching: Interval | undefined;
}

/** Servers of one connection for each request often serve one client at a time. */
const MOST_CONNECTIONS = 4;
/** After the last request, so that the next one comes alone. */
const PAUSE_MS = ALONE_MS + 20;
/** Each of them halves the interval. */
const MOST_ALONE = 12;
/** A server that caches its second is not worth more. */
const ALONE_TARGET_MS = 0.5;
/** Before the window of each of the first rounds; then of every other one, so that the rest begin next to the change. */
const ALONE_BEFORE_MS = [30, 10, 3] as const;
/** Requests that come alone before the window, while the bound may be the work of a cache. */
const CHECKS_BEFORE_MS = [1, 10, 3, 30, 100] as const;
/** So much lateness need not be excluded. */
const HIDDEN_MS = 1.5;
/** The most requests that confirm the interval at its end, each alone. */
const MOST_CONFIRMING = 6;
/** Of a rich budget so many are kept for them, or for what is asked after a contradiction. */
const CONFIRMING = 4;
/** A round takes a second. */
const MOST_ROUNDS = 8;
/** Millionths: where to look first. Whatever the rate, the bound is true. */
const LIKELY_DRIFT_PPM = 100;
/** Then the expected offset was wrong. */
const EXPECTED_ROUNDS = 2;

/** Requests of a round. In a short window, one that is sent before the last reply has come delays both. */
function mostOf(mode: Mode, { lengthMs }: Window, roundTripMs: number): number {
  const fitting = Math.ceil(lengthMs / roundTripMs);
  if (mode === "one-at-a-time") return fitting;
  if (mode === "connection-each") return MOST_CONNECTIONS;
  return lengthMs < WAKE_WINDOW_MS ? BEFORE_WINDOW + fitting : Number.POSITIVE_INFINITY;
}

export class Planner {
  readonly #options: PlannerOptions;
  #checks = 0;
  #rounds = 0;
  #alone = 0;
  #confirming = 0;
  #isContradicted = false;

  constructor(options: PlannerOptions) {
    this.#options = options;
  }

  /** After a contradiction the bound that is found then is checked again. */
  restart(): void {
    this.#checks = 0;
    this.#confirming = 0;
    this.#isContradicted = true;
  }

  /** When to send the next requests; none if the measurement is over. */
  instants({ readings, roundTripMs, asked, mode, caching }: Progress, nowMs: number): readonly number[] {
    const { requests, inFlight } = this.#options;
    if (asked >= requests) return [];
    if (readings === undefined) return [nowMs];
    const allowance = this.#likely(readings);
    const kept = this.#isRich && !this.#isContradicted ? CONFIRMING : 0;
    if (caching !== undefined) {
      const window = sendWindow(caching, roundTripMs);
      const bisecting = asked < requests - kept ? this.#bisect(window, nowMs) : [];
      return bisecting.length > 0 ? bisecting : this.#confirm(readings, caching, nowMs);
    }
    const bound = boundOf(readings, allowance);
    const isProven = boundIfCached(readings, allowance).highMs - bound.highMs <= HIDDEN_MS;
    const checksMs = isProven ? [] : CHECKS_BEFORE_MS.slice(this.#checks);
    const left = requests - asked - checksMs.length - kept;
    if (left < 1 || this.#isNarrow(readings, roundTripMs)) {
      if (checksMs.length === 0 || asked >= requests - kept) return this.#confirm(readings, bound, nowMs);
      this.#checks++;
      return checksMs.slice(0, 1).map((ms) => next(-bound.highMs - ms, nowMs + PAUSE_MS));
    }
    const nextBound = boundOf(readings, allowance, nowMs + SECOND_MS);
    const window = sendWindow(this.#expectedBound(nextBound), roundTripMs);
    const most = Math.min(inFlight, mostOf(mode, window, roundTripMs));
    const share = Math.min(most, this.#share(left));
    const isNear = share > 1 && window.lengthMs < WAKE_WINDOW_MS;
    const wanted = requestsOfRound(window.lengthMs, targetMs(roundTripMs), { left, most });
    const count = isNear ? share : Math.max(share, wanted);
    const aloneMs = ALONE_BEFORE_MS[this.#rounds - 1] ?? (this.#rounds % 2 === 0 ? undefined : 3);
    this.#rounds++;
    const leadMs = wakeLeadMs(usualRoundTripMs(readings));
    return instantsOf(window, count, nowMs + (count === 1 ? PAUSE_MS : 0), aloneMs, leadMs);
  }

  /** Whether what would be stated now is nearly as narrow as the round trip allows. */
  #isNarrow(readings: Readings, roundTripMs: number): boolean {
    const { allowance } = this.#options;
    const stated = boundOf(readings, allowance, bestInstantOf(readings, allowance));
    // From sending a request to receiving its reply.
    const unknownRateMs = (allowance.driftPpm / 1e6) * roundTripMs;
    return sendWindow(stated, roundTripMs).lengthMs <= targetMs(roundTripMs) + unknownRateMs;
  }

  #bisect({ fromMs, lengthMs }: Window, nowMs: number): readonly number[] {
    if (lengthMs <= ALONE_TARGET_MS || this.#alone >= MOST_ALONE) return [];
    this.#alone++;
    return [next(fromMs + lengthMs / 2, nowMs + PAUSE_MS)];
  }

  #confirm(readings: Readings, bound: Interval, nowMs: number): readonly number[] {
    if (this.#confirming >= MOST_CONFIRMING) return [];
    this.#confirming++;
    const places = unconfirmed(readings, bound, this.#options.allowance.lateMs);
    return places.slice(0, 1).map((place) => next(place, nowMs + PAUSE_MS));
  }

  /** A rich budget is spent within ten seconds; a poor one is better spent one request after another. */
  get #isRich(): boolean {
    return this.#options.requests >= 3 * this.#options.inFlight;
  }

  #share(left: number): number {
    return this.#isRich ? Math.ceil(left / Math.max(1, MOST_ROUNDS - this.#rounds)) : 1;
  }

  /** A rate that is possible but unlikely is looked for only if the replies do not allow another. */
  #likely(readings: Readings): Allowance {
    const { allowance } = this.#options;
    const likely = { ...allowance, driftPpm: Math.min(allowance.driftPpm, LIKELY_DRIFT_PPM) };
    return isEmpty(boundOf(readings, likely)) ? allowance : likely;
  }

  #expectedBound(bound: Interval): Interval {
    const { expected } = this.#options;
    if (expected === undefined || this.#rounds >= EXPECTED_ROUNDS) return bound;
    const { lowMs, highMs } = near(expected, middleOf(bound));
    const both = { lowMs: Math.max(bound.lowMs, lowMs), highMs: Math.min(bound.highMs, highMs) };
    return isEmpty(both) ? bound : both;
  }
}
