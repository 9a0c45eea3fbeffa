/** What queries return on sessions and faults. Plain data: it crosses threads and goes out as JSON. */
import type { RefusedLine } from "../../protocol/request.ts";
import type { CloseReason, UNFINISHED } from "../counters.ts";
import type { RefusedCounts } from "./refused-lines.ts";

export const SESSION_STATES = [
  "open",
  /** The server has more to send than the client takes. */
  "stalled",
  /** The server has sent its FIN, or its last line. */
  "closing",
  "ended",
] as const;

export type SessionState = (typeof SESSION_STATES)[number];

/** One row of `GET /api/v1/sessions`: open sessions, and the last few hundred that ended. */
export interface SessionRow {
  /** `THREAD.NUMBER`; never used twice in a server's life. */
  readonly session: string;
  readonly thread: number;
  readonly address: string;
  readonly port: number;
  readonly openedAt: number;
  readonly endedAt: number | undefined;
  readonly state: SessionState;
  readonly reason: CloseReason | undefined;
  readonly requests: number;
  readonly errors: number;
  /** Refused lines of each kind; a kind that did not occur is left out. */
  readonly refused: RefusedCounts;
  /** The client's last line has no LF: nothing was answered for it. Of an open session that may still come. */
  readonly isInLine: boolean;
  readonly hasRecord: boolean;
}

export const SESSION_SORTS = ["session", "address", "openedAt", "requests", "errors"] as const;

export type SessionSort = (typeof SESSION_SORTS)[number];

/** The query of `GET /api/v1/sessions` and of the stream, as URL parameters of the same names. */
export interface SessionQuery {
  /** Part of an address with its port, of a reason, of a state or of the kind of a refused line. */
  readonly filter: string;
  /** Reasons, states and kinds: sessions with one of them match too. For texts that are not their names. */
  readonly kinds: readonly string[];
  readonly sort: SessionSort;
  readonly descending: boolean;
  /** At most 500. */
  readonly limit: number;
}

export interface SessionList {
  /** How many match, of which `rows` shows the first `limit`. */
  readonly matching: number;
  readonly rows: readonly SessionRow[];
}

/** `wrong`: a line was refused or the session ended badly. `empty`: it ended without a request. */
export type Verdict = "right" | "wrong" | "open" | "empty";

/** A session, as a dot of the class board. */
export interface Attempt {
  readonly session: string;
  readonly openedAt: number;
  readonly verdict: Verdict;
}

/** `GET /api/v1/board`: the clients by address, those with the newest sessions first; at most 60. */
export interface BoardRow {
  readonly address: string;
  /** How many of its sessions are kept. */
  readonly sessions: number;
  /** The newest 12, oldest first. */
  readonly attempts: readonly Attempt[];
  readonly newest: SessionRow;
}

/** `GET /api/v1/sessions/THREAD.NUMBER`. */
export interface SessionDetail {
  readonly row: SessionRow;
  /** In order of time. */
  readonly chunks: readonly RecordedChunk[];
  /** When it was opened, as exact as the times of the chunks; in milliseconds since 1970. */
  readonly openedAt: number;
  /** Bytes of the client that came after its part of the record was full. */
  readonly bytesDropped: number;
  /** Bytes of replies likewise. */
  readonly replyBytesDropped: number;
}

/** A chunk that was read from the socket, or bytes that were written to it, or the end of one direction. */
export interface RecordedChunk {
  /** With a fraction, down to a microsecond. */
  readonly at: number;
  readonly from: "client" | "server";
  readonly what: "bytes" | "fin" | "reset";
  /** Hex, two digits a byte; empty unless `what` is `bytes`. */
  readonly hex: string;
  /** Bytes there were; more than `hex` holds if the record is full. */
  readonly length: number;
}

/** A refused line or a session that was closed for a fault; the newest few hundred, newest first. */
export interface SessionFault {
  /** Counts up from 1. */
  readonly number: number;
  readonly at: number;
  readonly session: string;
  readonly address: string;
  readonly port: number;
  readonly kind: FaultKind;
}

/** What is asked again and again for a page. */
export interface UpdateQuery {
  readonly sessions: SessionQuery;
  /** The number of the newest fault that is known. */
  readonly after: number;
}

export interface SessionsUpdate {
  readonly sessions: SessionList;
  readonly board: readonly BoardRow[];
  /** Newer than the one that is known; newest first. */
  readonly faults: readonly SessionFault[];
}

export type FaultKind = RefusedLine | CloseReason | typeof UNFINISHED;
