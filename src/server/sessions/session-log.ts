/** A thread's session log: its sessions, open and lately ended, and their faults. Read through queries. */
import type { Connection } from "../connection/connection.ts";
import type { SessionObserver } from "../connection/session-observer.ts";
import { type CloseReason, COUNTER, type Counters, UNFINISHED } from "../counters.ts";
import type { PeerSocket } from "../sockets/sockets.ts";
import { boardOf } from "./board.ts";
import { FairReserve } from "./fair-reserve.ts";
import { FaultRing, isFault } from "./fault-ring.ts";
import { SessionsMemory } from "./memory.ts";
import type { QueryRequest, QueryResponse } from "./messages.ts";
import { compareSessions, matchesFilter } from "./order.ts";
import { RefusedLines } from "./refused-lines.ts";
import type {
  BoardRow,
  SessionDetail,
  SessionList,
  SessionQuery,
  SessionsUpdate,
  UpdateQuery,
} from "./rows.ts";
import { type RecordContext, SessionRecord } from "./session-record.ts";
import { Transcripts } from "./transcripts.ts";

/** Ended sessions that are kept in a thread: the newest, and of those before them some with faults. */
const ENDED = 300;
const FAULTY = 100;

export class SessionLog implements RecordContext {
  readonly thread: number;
  readonly faults: FaultRing;
  readonly refused = new RefusedLines<SessionRecord>();
  readonly #counters: Counters;
  readonly #memory: SessionsMemory;
  readonly #transcripts: Transcripts;
  readonly #forEachOpen: (call: (observer: SessionObserver) => void) => void;
  /** Oldest first. */
  readonly #ended: SessionRecord[] = [];
  readonly #faulty = new FairReserve<SessionRecord>(FAULTY, ({ group }) => group);

  /**
   * @param records how many of the newest sessions over all threads keep their first bytes, and in this thread as many
   *   more of those with faults
   * @param forEachOpen the observers of the open connections: the sockets are a list of them already
   */
  constructor(
    thread: number,
    counters: Counters,
    memory: SharedArrayBuffer,
    records: number,
    forEachOpen: (call: (observer: SessionObserver) => void) => void,
  ) {
    this.thread = thread;
    this.#forEachOpen = forEachOpen;
    this.#counters = counters;
    this.#memory = new SessionsMemory(memory);
    this.#transcripts = new Transcripts(this.#memory, records);
    this.faults = new FaultRing(this.#memory);
  }

  /** @param connection was just counted as opened @returns its observer */
  observe(connection: Connection, peer: PeerSocket): SessionObserver {
    // The counter outlives the thread, so no number is used twice.
    const record = new SessionRecord(this, this.#counters.read(COUNTER.opened), connection, peer);
    if (this.#memory.isBusy) return record;
    record.readPeer();
    this.#transcripts.begin(record);
    return record;
  }

  keepEnded(record: SessionRecord, reason: CloseReason): void {
    if (isFault(reason)) this.faults.add(record, reason);
    else if (record.isInLine) this.faults.add(record, UNFINISHED);
    // It came and went while the server was too busy to read its address.
    if (!record.readPeer()) {
      this.refused.forget(record);
      return;
    }
    this.#ended.push(record);
    const old = this.#ended.length > ENDED ? this.#ended.shift() : undefined;
    const gone = old?.isFaulty === true ? this.#faulty.add(old) : old;
    if (gone !== undefined) this.refused.forget(gone);
  }

  answer(request: QueryRequest): QueryResponse {
    const { id } = request;
    switch (request.topic) {
      case "sessions":
        return { kind: "response", id, result: this.#list(request.parameter, this.#records()) };
      case "session":
        return { kind: "response", id, result: this.#detail(request.parameter) };
      case "board":
        return { kind: "response", id, result: this.#board(this.#records()) };
      case "update":
        return { kind: "response", id, result: this.#update(request.parameter) };
      case "faults":
        return { kind: "response", id, result: this.faults.newerThan(request.parameter) };
    }
  }

  #update({ sessions, after }: UpdateQuery): SessionsUpdate {
    const records = this.#records();
    return {
      sessions: this.#list(sessions, records),
      board: this.#board(records),
      faults: this.faults.newerThan(after),
    };
  }

  /** @param records may be sorted by this */
  #list(query: SessionQuery, records: SessionRecord[]): SessionList {
    this.#transcripts.dropOld();
    const { filter, sort, limit } = query;
    if (filter === "" && sort !== "address") {
      const first = records.sort(compareSessions(query)).slice(0, limit);
      return { matching: records.length, rows: first.map((record) => record.row) };
    }
    // The result depends on the address: read that of every session.
    const rows = records.map((record) => record.row).filter((row) => matchesFilter(row, query));
    return { matching: rows.length, rows: rows.sort(compareSessions(query)).slice(0, limit) };
  }

  #board(records: readonly SessionRecord[]): readonly BoardRow[] {
    // That can be a system call for each: not while the server is busy.
    if (!this.#memory.isBusy) for (const record of records) record.readPeer();
    return boardOf(records);
  }

  #detail(number: number): SessionDetail | undefined {
    this.#transcripts.dropOld();
    const record = this.#records().find((each) => each.number === number);
    if (record === undefined) return undefined;
    this.#transcripts.markViewed(record);
    const { transcript, row } = record;
    return {
      row,
      openedAt: transcript?.beganAt ?? row.openedAt,
      chunks: transcript?.chunks() ?? [],
      bytesDropped: transcript?.client.bytesDropped ?? 0,
      replyBytesDropped: transcript?.server.bytesDropped ?? 0,
    };
  }

  #records(): SessionRecord[] {
    const records: SessionRecord[] = [];
    this.#forEachOpen((observer) => {
      if (observer instanceof SessionRecord) records.push(observer);
    });
    return records.concat(this.#ended, this.#faulty.items);
  }
}
