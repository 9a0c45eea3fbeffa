/** Once a second, the counters' increase: rates, and five minutes of samples. */
import { type Counts, errorsOf } from "../../server/counters.ts";
import type { Rates, Sample } from "./api.ts";
import type { MonitorSource } from "./source.ts";

const SAMPLES = 300;

const NO_RATES: Rates = { requests: 0, errors: 0, opened: 0, bytesReceived: 0, bytesSent: 0 };

export class Sampler {
  readonly #source: MonitorSource;
  /** Oldest first. */
  readonly #samples: Sample[] = [];
  #rates = NO_RATES;
  #threadRates: readonly number[];
  #last: { readonly at: number; readonly counts: Counts; readonly requests: readonly number[] };

  /** @param now monotonic milliseconds, as in all that follows */
  constructor(source: MonitorSource, now: number) {
    this.#source = source;
    this.#last = { at: now, ...this.#counts() };
    this.#threadRates = this.#last.requests.map(() => 0);
  }

  /** Per second, over the last whole second. */
  get rates(): Rates {
    return this.#rates;
  }

  /** Requests per second, by thread. */
  get threadRates(): readonly number[] {
    return this.#threadRates;
  }

  /** Those after the time, oldest first. */
  samplesAfter(at: number): readonly Sample[] {
    return this.#samples.filter((sample) => sample.at > at);
  }

  /** Call once a second. @param date milliseconds since 1970 */
  tick(now: number, date: number): void {
    const seconds = (now - this.#last.at) / 1000;
    if (seconds <= 0) return;
    const { counts, requests, open } = this.#counts();
    const last = this.#last;
    const rate = (count: (counts: Counts) => number) =>
      Math.round(((count(counts) - count(last.counts)) / seconds) * 10) / 10;
    this.#rates = {
      requests: rate((each) => each.requests),
      errors: rate(errorsOf),
      opened: rate((each) => each.opened),
      bytesReceived: rate((each) => each.bytesReceived),
      bytesSent: rate((each) => each.bytesSent),
    };
    this.#threadRates = requests.map((count, thread) =>
      Math.round((count - (last.requests[thread] ?? 0)) / seconds),
    );
    this.#last = { at: now, counts, requests };
    this.#samples.push({
      at: date,
      requests: this.#rates.requests,
      errors: this.#rates.errors,
      connections: open,
    });
    if (this.#samples.length > SAMPLES) this.#samples.shift();
  }

  #counts() {
    const { server } = this.#source;
    return {
      counts: server.counts(),
      open: server.open,
      requests: server.sessions.loads().map((load) => load.requests),
    };
  }
}
