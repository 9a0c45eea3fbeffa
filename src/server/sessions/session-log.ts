/** A thread's books: its sessions, live and lately ended, and their faults. Kept for whoever asks, told to nobody. */
import type { Connection } from "../connection/connection.ts";
import { type CloseReason, COUNTER, type Counters } from "../counters.ts";
import { FaultRing, isFault } from "./fault-ring.ts";
import { SessionsMemory } from "./memory.ts";
import type { QueryRequest, QueryResponse } from "./messages.ts";
import { compareSessions, matchesFilter } from "./order.ts";
import type { SessionDetail, SessionList, SessionQuery } from "./rows.ts";
import { type PeerSocket, type RecordContext, SessionRecord } from "./session-record.ts";
import { Transcripts } from "./transcripts.ts";

/** Ended sessions that are kept in a thread. */
const ENDED = 300;

export class SessionLog {
  readonly #home: RecordContext;
  readonly #counters: Counters;
  readonly #memory: SessionsMemory;
  readonly #transcripts: Transcripts;
  readonly #faults: FaultRing;
  readonly #forEachLive: (call: (entry: SessionRecord) => void) => void;
  /** Oldest first. */
  readonly #ended: SessionRecord[] = [];

  /**
   * @param records how many of the newest sessions over all threads keep their first bytes
   * @param forEachLive the open ones' entries: whoever has the sockets has a list of them already
   */
  constructor(
    thread: number,
    counters: Counters,
    memory: SharedArrayBuffer,
    records: number,
    forEachLive: (call: (entry: SessionRecord) => void) => void,
  ) {
    this.#forEachLive = forEachLive;
    this.#counters = counters;
    this.#memory = new SessionsMemory(memory);
    this.#transcripts = new Transcripts(this.#memory, records);
    this.#faults = new FaultRing(this.#memory);
    this.#home = { thread, faults: this.#faults };
  }

  /** Its session was just counted as opened. */
  opened(connection: Connection, peer: PeerSocket): void {
    // `opened` outlives the thread, so that no number is used twice.
    const entry = new SessionRecord(this.#home, this.#counters.read(COUNTER.opened), connection, peer);
    connection.entry = entry;
    if (this.#memory.isBusy) return;
    entry.learnPeer();
    this.#transcripts.begin(entry, connection.socket);
  }

  ended({ entry, finSince }: Connection, reason: CloseReason, wasReset: boolean): void {
    if (entry === undefined) return;
    // A FIN behind ours is only known by the close.
    if (wasReset) entry.transcript?.ended("client", "reset");
    else if (finSince !== undefined) entry.transcript?.ended("client", "fin");
    entry.close(reason);
    if (isFault(reason)) this.#faults.add(entry, reason);
    if (!entry.learnPeer()) return; // it came and went while it was too busy to ask
    this.#ended.push(entry);
    if (this.#ended.length > ENDED) this.#ended.shift();
  }

  answer(ask: QueryRequest): QueryResponse {
    const { id } = ask;
    switch (ask.topic) {
      case "sessions":
        return { kind: "told", id, told: this.#list(ask.what) };
      case "session":
        return { kind: "told", id, told: this.#detail(ask.what) };
      case "faults":
        return { kind: "told", id, told: this.#faults.newerThan(ask.what) };
    }
  }

  #list(query: SessionQuery): SessionList {
    this.#transcripts.dropOld();
    const { filter, sort, limit } = query;
    const entries = this.#entries();
    if (filter === "" && sort !== "address") {
      const first = entries.sort(compareSessions(query)).slice(0, limit);
      return { matching: entries.length, rows: first.map((entry) => entry.row) };
    }
    // By names: each is asked for its own, once.
    const rows = entries.map((entry) => entry.row).filter((row) => matchesFilter(row, row.reason, filter));
    return { matching: rows.length, rows: rows.sort(compareSessions(query)).slice(0, limit) };
  }

  #detail(number: number): SessionDetail | undefined {
    this.#transcripts.dropOld();
    const entry = this.#entries().find((each) => each.number === number);
    if (entry === undefined) return undefined;
    this.#transcripts.lookAt(entry);
    const { transcript, row } = entry;
    return { row, chunks: transcript?.exchanges() ?? [], bytesDropped: transcript?.bytesLeftOut ?? 0 };
  }

  #entries(): SessionRecord[] {
    const entries: SessionRecord[] = [];
    this.#forEachLive((entry) => entries.push(entry));
    return entries.concat(this.#ended);
  }
}
