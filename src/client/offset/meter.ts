/** The measurement of one server's offset: round after round of requests until the bound is as narrow as it can be. */
import { boundOf, consistentCount, isEmpty, middleOf, near, type Readings } from "../../offset/bound.ts";
import { isStanding } from "../../offset/finding.ts";
import { type Interval, NO_ALLOWANCE, type Reading } from "../../offset/reading.ts";
import { instantsOf, next, requestsOfRound, sendWindow, targetMs } from "../../offset/round.ts";
import { TimeError } from "../errors.ts";
import { Asker } from "./asker.ts";
import type { ResolvedOffsetOptions } from "./options.ts";
import { type OffsetResult, placedFinding } from "./result.ts";
import { turnUntil, waitUntil } from "./wait.ts";
import { readWallClock, stepBetween } from "./wall-clock.ts";

/** Servers of one connection for each request often serve one client at a time. */
const MOST_CONNECTIONS = 4;
/** A request that is this long after the last one shares no cached second with it. */
const ALONE_MS = 500;
/** How often a measurement starts again after a contradiction: twice shows that it is not a single step. */
const RESTARTS = 2;
const CHECKS = 2;
/** A round takes a second. */
const MOST_ROUNDS = 8;
/** Then the expected offset was wrong. */
const EXPECTED_ROUNDS = 2;
/** A reply within this time is waited for actively. */
const NEAR_MS = 5;

export class OffsetMeter {
  readonly #options: ResolvedOffsetOptions;
  readonly #signal: AbortSignal | undefined;
  readonly #asker: Asker;
  readonly #wallBefore = readWallClock();
  #readings: Reading[] = [];
  /** The index of the first reading since the last contradiction. */
  #from = 0;
  #restarts = 0;
  #checks = 0;
  #rounds = 0;
  #hadRounds = false;
  #mode: OffsetResult["mode"] = "pipelined";

  constructor(options: ResolvedOffsetOptions, signal?: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    this.#asker = new Asker(options.connection, signal);
  }

  /** Measures, also after a failure that another way of asking avoids. @throws {TimeError} */
  async measure(): Promise<void> {
    try {
      while (this.#asker.requests < this.#options.requests) {
        const instants = this.#plan(performance.now());
        if (instants.length === 0) break;
        await this.#round(instants);
        if (this.#assess() === "over") break;
      }
    } catch (error) {
      if (this.#signal?.aborted && !(error instanceof TimeError)) {
        throw new TimeError("ABORTED", "aborted before the measurement was over", { cause: error });
      }
      throw error;
    } finally {
      await this.#asker.hangUp();
    }
  }

  /**
   * What is known so far; undefined before the first reply.
   * @param driftPpm instead of the options', if this machine's clock is slewed
   */
  result(driftPpm: number = this.#options.allowance.driftPpm): OffsetResult | undefined {
    const readings = this.#all();
    if (readings === undefined) return undefined;
    const { connection } = this.#options;
    const allowance = { ...this.#options.allowance, driftPpm };
    const wall = readWallClock();
    const firstMs = Math.min(...readings.map(({ sentMs }) => sentMs));
    const lastMs = Math.max(...readings.map(({ receivedMs }) => receivedMs));
    return {
      host: connection.host,
      port: connection.port,
      ...placedFinding(readings, allowance, wall),
      mode: this.#mode,
      roundTripMs: this.#roundTripMs(),
      requests: this.#asker.requests,
      connections: this.#asker.connections,
      elapsedMs: lastMs - firstMs,
      measuredAtMs: lastMs + middleOf(wall),
      monotonicMs: lastMs,
      localStepMs: stepBetween(this.#wallBefore, wall),
      narrowing: readings.map(({ receivedMs }, index) => {
        const { lowMs, highMs } = boundOf([readings[0], ...readings.slice(1, index + 1)], NO_ALLOWANCE);
        return { atMs: receivedMs - firstMs, widthMs: highMs - lowMs };
      }),
    };
  }

  /** Every reading that counts, in the order of the replies. */
  get readings(): readonly Reading[] {
    return this.#readings;
  }

  /** The offset from `performance.now()`, for the next measurement to expect. */
  get expected(): Interval | undefined {
    const current = this.#current();
    return current && boundOf(current, this.#options.allowance);
  }

  #all(): Readings | undefined {
    const [first, ...more] = this.#readings;
    return first && [first, ...more];
  }

  #current(): Readings | undefined {
    const [first, ...more] = this.#readings.slice(this.#from);
    return first && [first, ...more];
  }

  #roundTripMs(): number {
    return Math.min(...this.#readings.map(({ sentMs, receivedMs }) => receivedMs - sentMs));
  }

  #isAlone(): boolean {
    return this.#mode === "one-at-a-time";
  }

  /** When to send the next requests; none if nothing is left to find out. */
  #plan(nowMs: number): readonly number[] {
    const current = this.#current();
    if (current === undefined) return [nowMs];
    const roundTripMs = this.#roundTripMs();
    const bound = boundOf(current, this.#options.allowance);
    const aimMs = targetMs(roundTripMs);
    if (sendWindow(bound, roundTripMs).lengthMs <= aimMs) return this.#check(bound, roundTripMs, nowMs);
    const window = sendWindow(this.#expectedBound(bound), roundTripMs);
    const most = this.#mode === "connection-each" ? MOST_CONNECTIONS : this.#options.inFlight;
    const fitting = this.#isAlone() ? Math.ceil(window.lengthMs / roundTripMs) : most;
    const left = this.#options.requests - this.#asker.requests - (this.#hadRounds ? CHECKS : 0);
    if (left < 1) return this.#check(bound, roundTripMs, nowMs);
    const count = requestsOfRound(window.lengthMs, aimMs, { left, most: Math.min(most, fitting) });
    const hurried = Math.max(count, Math.min(most, fitting, this.#share(left)));
    this.#rounds++;
    this.#hadRounds ||= hurried > 1;
    return instantsOf(window, hurried, nowMs);
  }

  /** A rich budget is spent within ten seconds; a poor one is better spent one request after another. */
  #share(left: number): number {
    const { requests, inFlight } = this.#options;
    return requests < 3 * inFlight ? 1 : Math.ceil(left / Math.max(1, MOST_ROUNDS - this.#rounds));
  }

  /** A server that caches its second shows it late to requests close together, and not to one that comes alone. */
  #check({ lowMs, highMs }: Interval, roundTripMs: number, nowMs: number): readonly number[] {
    if (!this.#hadRounds || this.#checks >= CHECKS) return [];
    this.#checks++;
    const marginMs = Math.max(0.1, roundTripMs / 20);
    const placeMs = this.#checks === 1 ? -highMs - roundTripMs - marginMs : marginMs - lowMs;
    return [next(placeMs, nowMs + ALONE_MS)];
  }

  #expectedBound(bound: Interval): Interval {
    const { expected } = this.#options;
    if (expected === undefined || this.#rounds >= EXPECTED_ROUNDS) return bound;
    const { lowMs, highMs } = near(expected, middleOf(bound));
    const both = { lowMs: Math.max(bound.lowMs, lowMs), highMs: Math.min(bound.highMs, highMs) };
    return isEmpty(both) ? bound : both;
  }

  async #round(instants: readonly number[]): Promise<void> {
    const asked: Promise<void>[] = [];
    const failures: unknown[] = [];
    let open = 0;
    for (const instant of instants) {
      await waitUntil(instant, this.#signal);
      open++;
      const ask = this.#mode === "connection-each" ? this.#asker.askOnNewConnection() : this.#asker.ask();
      const answered = ask.then(
        (reading) => void this.#readings.push(reading),
        (error) => void failures.push(error),
      );
      asked.push(answered.then(() => void open--));
      if (this.#isAlone()) await answered;
    }
    if (this.#roundTripMs() < NEAR_MS) await turnUntil(performance.now() + NEAR_MS, () => open === 0);
    await Promise.all(asked);
    if (failures.length > 0) await this.#recover(failures[0], instants.length);
  }

  /** Asks in another way from now on. @throws the error if no other way is left */
  async #recover(error: unknown, count: number): Promise<void> {
    if (!(error instanceof TimeError) || this.#signal?.aborted) throw error;
    const connection = this.#asker.connections;
    const ofConnection = this.#readings.filter((reading) => reading.connection === connection);
    if (
      this.#mode !== "connection-each" &&
      ["CLOSED", "RESET"].includes(error.code) &&
      ofConnection.length > 0
    ) {
      this.#mode = "connection-each";
    } else if (this.#mode === "pipelined" && error.code === "TIMEOUT" && count > 1) {
      // A server that takes a segment for a request answers several with one reply: to which of them is not known.
      this.#mode = "one-at-a-time";
      this.#forget(connection);
    } else throw error;
    await this.#asker.hangUp();
  }

  #forget(connection: number): void {
    this.#readings = this.#readings.filter((reading) => reading.connection !== connection);
    this.#from = Math.min(this.#from, this.#readings.length);
  }

  #assess(): "over" | "goes-on" {
    const current = this.#current();
    if (current === undefined || !isEmpty(boundOf(current, this.#options.allowance))) return "goes-on";
    const connection = this.#asker.connections;
    const ofConnection = this.#readings.filter((reading) => reading.connection === connection);
    if (this.#mode !== "connection-each" && isStanding(ofConnection)) {
      // Its clock is read once for each connection, perhaps before the first request: its readings prove nothing.
      this.#mode = "connection-each";
      this.#forget(connection);
      void this.#asker.hangUp();
      return "goes-on";
    }
    if (this.#restarts >= RESTARTS || isStanding(this.#readings)) return "over";
    this.#restarts++;
    this.#checks = 0;
    this.#from += consistentCount(current, this.#options.allowance);
    return "goes-on";
  }
}
