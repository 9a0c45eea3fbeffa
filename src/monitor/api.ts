/** What the monitor says in JSON, under `/api/v1/`: the page, `jam status` and `jam top` read the same. */
import type { CloseReason, Counts } from "../server/counters.ts";

/** `GET /api/v1/status`, and the first part of every update. */
export interface Status {
  readonly version: string;
  readonly pid: number;
  readonly state: "serving" | "draining";
  /** Milliseconds since 1970, as all times here. */
  readonly now: number;
  readonly startedAt: number;
  readonly listening: { readonly addresses: readonly string[]; readonly port: number };
  /** The reply of this moment, without its CR LF. */
  readonly reply: string;
  readonly zone: string;
  readonly pattern: string;
  readonly lenient: boolean;
  readonly clock: ClockWord;
  readonly connections: { readonly open: number; readonly limit: number };
  /** Since the start. */
  readonly counts: Counts;
  /** A second, over the last whole second. */
  readonly rates: Rates;
  readonly threads: readonly ThreadStatus[];
  readonly recording: Recording;
}

/** The kernel's word on its clock (adjtimex). */
export interface ClockWord {
  readonly status: "synchronised" | "unsynchronised" | "unknown";
  readonly estimatedErrorSeconds: number | undefined;
  readonly maximumErrorSeconds: number | undefined;
}

export interface Rates {
  readonly requests: number;
  readonly errors: number;
  readonly opened: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
}

export interface ThreadStatus {
  readonly thread: number;
  readonly isAlive: boolean;
  readonly restarts: number;
  readonly open: number;
  readonly requestsPerSecond: number;
}

export interface Recording {
  /** How many of the newest sessions keep their first bytes (`--record`); 0 keeps none. */
  readonly sessions: number;
  /** Whether it waits because the server is too busy for it. */
  readonly isSuspended: boolean;
}

export type SessionState =
  | "open"
  /** The server has more to send than the client takes. */
  | "stalled"
  /** The server has sent its FIN, or its last line. */
  | "closing"
  | "ended";

/** One row of `GET /api/v1/sessions`, newest first; live ones and the last few hundred that ended. */
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
  readonly hasRecord: boolean;
}

export type SessionSort = "session" | "address" | "openedAt" | "requests" | "errors";

/** The query of `GET /api/v1/sessions` and of the stream, as URL parameters of the same names. */
export interface SessionQuery {
  /** Part of an address with its port, of a reason or of a state. */
  readonly filter: string;
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

/** `GET /api/v1/sessions/THREAD.NUMBER`. */
export interface SessionDetail {
  readonly row: SessionRow;
  /** In order of time. */
  readonly exchanges: readonly Exchange[];
  /** Bytes that came after the record was full. */
  readonly bytesLeftOut: number;
}

/** A chunk that was read of the socket, or bytes that were given to it, or the end of one direction. */
export interface Exchange {
  readonly at: number;
  readonly from: "client" | "server";
  readonly what: "bytes" | "fin" | "reset";
  /** Hex, two digits a byte; empty unless `what` is `bytes`. */
  readonly hex: string;
  /** Bytes there were; more than `hex` holds where the record is full. */
  readonly length: number;
}

/** A refused line or a session that was closed for a fault; the newest few hundred, newest first. */
export interface Fault {
  /** Counts up from 1. */
  readonly number: number;
  readonly at: number;
  readonly session: string;
  readonly address: string;
  readonly port: number;
  readonly kind: FaultKind;
}

export type FaultKind = "unknown" | "bareLf" | CloseReason;

/** One second of the last five minutes. */
export interface Sample {
  readonly at: number;
  readonly requests: number;
  readonly errors: number;
  readonly connections: number;
}

/** `GET /api/v1/faults`. */
export interface FaultList {
  readonly faults: readonly Fault[];
  /** Faults of which only the counters tell, for there were too many. */
  readonly leftOut: number;
}

/** `GET /api/v1/stream`: server-sent events named `update`, at most 4 a second; `id` counts up. */
export interface Update {
  readonly status: Status;
  readonly sessions: SessionList;
  /** Those that are newer than the last update; the first has all that are kept. */
  readonly faults: FaultList;
  /** Those that are newer than the last update; the first has up to 300. */
  readonly samples: readonly Sample[];
}
