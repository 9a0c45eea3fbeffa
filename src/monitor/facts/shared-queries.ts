/** Queries to the server, shared by all clients of the monitor: a few a second however many clients there are. */
import type {
  BoardRow,
  FaultList,
  Sample,
  SessionDetail,
  SessionList,
  SessionQuery,
  Status,
  Update,
} from "./api.ts";
import { Sampler } from "./sampler.ts";
import type { MonitorSource } from "./source.ts";
import { statusOf } from "./status.ts";

/** At most 4 updates a second for a stream; with many sessions one, because sorting them costs a thread time. */
const UPDATE_MS = 250;
const LARGE_UPDATE_MS = 1_000;
const MANY_SESSIONS = 1_000;

/** A first update has nothing to repeat: a thread that is late gets another 0.2 s so many times, less than the watchdog's. */
const FIRST_TRIES = 5;

/** Results that are kept for clients with the same query. */
const CACHED = 32;

interface Cached {
  readonly until: number;
  readonly value: Promise<unknown>;
}

export class SharedQueries {
  readonly sampler: Sampler;
  readonly #source: MonitorSource;
  readonly #cached = new Map<string, Cached>();

  constructor(source: MonitorSource) {
    this.#source = source;
    this.sampler = new Sampler(source, performance.now());
  }

  /** How long a result is valid, and the interval between updates. */
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
    return this.#once(`session ${session}`, () => this.#source.server.sessions.session(session));
  }

  board(): Promise<readonly BoardRow[]> {
    return this.#once("board", () => this.#source.server.sessions.board());
  }

  async faults(after: number): Promise<FaultList> {
    const faults = await this.#once(`faults ${after}`, () => this.#source.server.sessions.faults(after));
    return { faults, dropped: this.#source.server.sessions.faultsDropped() };
  }

  samples(after: number): readonly Sample[] {
    return this.sampler.samplesAfter(after);
  }

  /**
   * @param sent the newest fault (number) and sample (time) that were sent before
   * @param last what was sent before; its lists are repeated if a thread did not answer in time
   */
  async update(query: SessionQuery, sent: { fault: number; sample: number }, last?: Update): Promise<Update> {
    const wanted = { sessions: query, after: sent.fault };
    const { sessions: server } = this.#source.server;
    let news = await this.#once(`update ${JSON.stringify(wanted)}`, () => server.update(wanted));
    for (let again = 1; last === undefined && !news.isComplete && again < FIRST_TRIES; again++)
      news = await server.update(wanted);
    const isNew = news.isComplete || last === undefined;
    const { sessions, board } = isNew ? news : last;
    return {
      status: this.status(),
      sessions,
      board,
      // In the order of their numbers: one of the thread that was late would never be sent.
      faults: { faults: isNew ? news.faults : [], dropped: server.faultsDropped() },
      samples: this.samples(sent.sample),
    };
  }

  #once<Value>(key: string, make: () => Promise<Value>): Promise<Value> {
    const now = performance.now();
    const known = this.#cached.get(key);
    if (known !== undefined && known.until > now) return known.value as Promise<Value>;
    const value = make();
    this.#cached.delete(key);
    // A little less than the interval, so that a stream at that interval always gets a new result.
    this.#cached.set(key, { until: now + this.updateMs * 0.8, value });
    const [oldest] = this.#cached.keys();
    if (this.#cached.size > CACHED && oldest !== undefined) this.#cached.delete(oldest);
    return value;
  }
}
