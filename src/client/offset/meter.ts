/** The measurement of one server's offset: round after round of requests, as the planner decides. */
import { boundOf, consistentCount, isEmpty, type Readings } from "../../offset/bound.ts";
import { cachingIn, findingOf, isStanding } from "../../offset/finding.ts";
import { type Mode, Planner, type Progress } from "../../offset/planner.ts";
import type { Interval, Reading } from "../../offset/reading.ts";
import { isMissed } from "../../offset/round.ts";
import { TimeError } from "../errors.ts";
import { Asker } from "./asker.ts";
import type { ResolvedOffsetOptions } from "./options.ts";
import { type OffsetResult, placedFinding } from "./result.ts";
import { Waiting } from "./wait.ts";
import { readWallClock, stepBetween } from "./wall-clock.ts";

/** How often a measurement starts again after a contradiction: twice shows that it is not a single step. */
const RESTARTS = 2;
/** Of a round that a busy machine misses, the rest is not sent; so often, because each costs a second. */
const MOST_MISSED = 3;
/** A reply within this time is waited for actively. */
const NEAR_MS = 5;

export class OffsetMeter {
  readonly #options: ResolvedOffsetOptions;
  readonly #signal: AbortSignal | undefined;
  readonly #asker: Asker;
  readonly #planner: Planner;
  readonly #waiting: Waiting;
  readonly #wallBefore = readWallClock();
  #readings: Reading[] = [];
  /** The index of the first reading since the last contradiction. */
  #from = 0;
  #restarts = 0;
  #missed = 0;
  #mode: Mode = "pipelined";

  constructor(options: ResolvedOffsetOptions, signal?: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    this.#asker = new Asker(options.connection, signal);
    this.#planner = new Planner(options);
    this.#waiting = new Waiting(options.yieldCpu);
  }

  /** Measures, also after a failure that another way of asking avoids. @throws {TimeError} */
  async measure(): Promise<void> {
    try {
      let isOver = false;
      while (!isOver) {
        const instants = this.#planner.instants(this.#progress(), performance.now());
        await this.#round(instants);
        isOver = instants.length === 0 || this.#assess() === "over";
      }
    } catch (error) {
      if (!this.#signal?.aborted || error instanceof TimeError) throw error;
      throw new TimeError("ABORTED", "aborted before the measurement was over", { cause: error });
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
    const { connection, allowance } = this.#options;
    const wall = readWallClock();
    const firstMs = Math.min(...this.#readings.map(({ sentMs }) => sentMs));
    const lastMs = Math.max(...this.#readings.map(({ receivedMs }) => receivedMs));
    return {
      host: connection.host,
      port: connection.port,
      ...placedFinding(readings, { ...allowance, driftPpm }, wall),
      mode: this.#mode,
      roundTripMs: this.#roundTripMs(),
      requests: this.#asker.requests,
      connections: this.#asker.connections,
      elapsedMs: lastMs - firstMs,
      localStepMs: stepBetween(this.#wallBefore, wall),
      narrowing: this.#readings.map(({ receivedMs }, index) => {
        const { lowMs, highMs } = boundOf([readings[0], ...readings.slice(1, index + 1)], {
          ...allowance,
          driftPpm,
        });
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

  #progress(): Progress {
    const all = this.#all();
    const finding = all && findingOf(all, this.#options.allowance);
    return {
      readings: this.#current(),
      roundTripMs: this.#roundTripMs(),
      asked: this.#asker.requests,
      mode: this.#mode,
      caching: finding && cachingIn(finding),
    };
  }

  #current(): Readings | undefined {
    const [first, ...more] = this.#readings.slice(this.#from);
    return first && [first, ...more];
  }

  #ofConnection(): readonly Reading[] {
    return this.#readings.filter(({ connection }) => connection === this.#asker.connections);
  }

  #roundTripMs(): number {
    return Math.min(...this.#readings.map(({ sentMs, receivedMs }) => receivedMs - sentMs));
  }

  async #round(instants: readonly number[]): Promise<void> {
    const failures: unknown[] = [];
    const asked: Promise<void>[] = [];
    let open = 0;
    for (const instant of instants) {
      await this.#waiting.until(instant, this.#signal);
      if (this.#missed < MOST_MISSED && isMissed(instants, performance.now())) {
        this.#missed++;
        break;
      }
      open++;
      const reading = this.#mode === "connection-each" ? this.#asker.askOnNewConnection() : this.#asker.ask();
      const answered = reading
        .then(
          (each) => void this.#readings.push(each),
          (error) => void failures.push(error),
        )
        .then(() => void open--);
      asked.push(answered);
      if (this.#mode === "one-at-a-time") await answered;
    }
    if (this.#roundTripMs() < NEAR_MS) await this.#waiting.while(() => open > 0, performance.now() + NEAR_MS);
    await Promise.all(asked);
    if (failures.length > 0) await this.#recover(failures[0], instants.length);
  }

  /** Asks in another way from now on. @throws the error if no other way is left */
  async #recover(error: unknown, count: number): Promise<void> {
    if (!(error instanceof TimeError) || this.#signal?.aborted) throw error;
    const wasClosed = ["CLOSED", "RESET"].includes(error.code) && this.#ofConnection().length > 0;
    if (this.#mode !== "connection-each" && wasClosed) this.#mode = "connection-each";
    else if (this.#mode === "pipelined" && error.code === "TIMEOUT" && count > 1) {
      // A server that takes a segment for a request answers several with one reply: to which of them is not known.
      this.#mode = "one-at-a-time";
      this.#forget();
    } else throw error;
    await this.#asker.hangUp();
  }

  /** The readings of the present connection prove nothing. */
  #forget(): void {
    this.#readings = this.#readings.filter(({ connection }) => connection !== this.#asker.connections);
    this.#from = Math.min(this.#from, this.#readings.length);
  }

  #assess(): "over" | "goes-on" {
    const current = this.#current();
    if (current === undefined || !isEmpty(boundOf(current, this.#options.allowance))) return "goes-on";
    if (this.#mode !== "connection-each" && isStanding(this.#ofConnection())) {
      // Its clock is read once for each connection, perhaps before the first request.
      this.#mode = "connection-each";
      this.#forget();
      void this.#asker.hangUp();
      return "goes-on";
    }
    if (this.#progress().caching !== undefined) return "goes-on";
    if (this.#restarts >= RESTARTS || isStanding(this.#readings)) return "over";
    this.#restarts++;
    this.#planner.restart();
    this.#from += consistentCount(current, this.#options.allowance);
    return "goes-on";
  }
}
