/** What is shown, asked of the server at most a few times a second however many look. */
import type { FaultList, Sample, SessionDetail, SessionList, SessionQuery, Status, Update } from "./api.ts";
import { Sampler } from "./sampler.ts";
import type { MonitorSource } from "./source.ts";
import { statusOf } from "./status.ts";

/** Updates of a stream at most: 4 a second; with many sessions one, since sorting them takes a thread's time. */
const UPDATE_MS = 250;
const LARGE_UPDATE_MS = 1_000;
const MANY_SESSIONS = 1_000;

/** Answers that are used again for those who ask the same meanwhile. */
const REMEMBERED = 32;

interface Remembered {
  readonly until: number;
  readonly value: Promise<unknown>;
}

export class Views {
  readonly sampler: Sampler;
  readonly #source: MonitorSource;
  readonly #remembered = new Map<string, Remembered>();

  constructor(source: MonitorSource) {
    this.#source = source;
    this.sampler = new Sampler(source, performance.now());
  }

  /** How long an answer is good, and the pause between updates. */
  get updateMs(): number {
    return this.#source.server.open > MANY_SESSIONS ? LARGE_UPDATE_MS : UPDATE_MS;
  }

  status(): Status {
    return statusOf(this.#source, this.sampler, Date.now());
  }

  sessions(query: SessionQuery): Promise<SessionList> {
    return this.#once(`sessions ${JSON.stringify(query)}`, () =>
      this.#source.server.sessions.sessions(query),
    );
  }

  session(session: string): Promise<SessionDetail | undefined> {
    this.sampler.lookAt(performance.now());
    return this.#once(`session ${session}`, () => this.#source.server.sessions.session(session));
  }

  async faults(after: number): Promise<FaultList> {
    const faults = await this.#once(`faults ${after}`, () => this.#source.server.sessions.faults(after));
    return { faults, dropped: this.#source.server.sessions.faultsDropped() };
  }

  samples(after: number): readonly Sample[] {
    return this.sampler.samplesAfter(after);
  }

  /** @param seen the numbers of the newest fault and sample that were told before */
  async update(query: SessionQuery, seen: { fault: number; sample: number }): Promise<Update> {
    const [sessions, faults] = await Promise.all([this.sessions(query), this.faults(seen.fault)]);
    return { status: this.status(), sessions, faults, samples: this.samples(seen.sample) };
  }

  #once<Value>(key: string, make: () => Promise<Value>): Promise<Value> {
    const now = performance.now();
    const known = this.#remembered.get(key);
    if (known !== undefined && known.until > now) return known.value as Promise<Value>;
    const value = make();
    this.#remembered.delete(key);
    // A little less than the pause, so that who comes in its beat is told the news.
    this.#remembered.set(key, { until: now + this.updateMs * 0.8, value });
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > REMEMBERED && oldest !== undefined) this.#remembered.delete(oldest);
    return value;
  }
}
