/** The content of captures as values: sessions, and for every point of the assignment what proves it and what is missing. */
import type { Endpoint, Packet } from "./packet.ts";

/** Bytes in one direction, one segment, without retransmissions. */
export interface Segment {
  /** The packet that carried it. */
  readonly packet: number;
  /** Seconds since the first packet of the capture. */
  readonly at: number;
  readonly from: "client" | "server";
  readonly hex: string;
  /** The bytes as text, with CR, LF and unprintable bytes escaped: `TIME\r\n`. */
  readonly text: string;
}

export type SessionEnd =
  | "client-fin"
  | "server-fin"
  | "client-reset"
  | "server-reset"
  /** The capture ends before the session does. */
  | "open";

/** One TCP connection to the server, as one capture saw it. */
export interface Session {
  /** `S1`, `S2` … in the order of their first packets. */
  readonly id: string;
  /** The capture it was taken from. */
  readonly capture: string;
  readonly client: Endpoint;
  /** The name of the client's host, if known. */
  readonly clientHost: string | undefined;
  readonly server: Endpoint;
  readonly packets: readonly Packet[];
  /** Seconds since the first packet of the capture. */
  readonly beginsAt: number;
  readonly endsAt: number;
  /** SYN, SYN-ACK and ACK were all captured; false if the capture began in the middle. */
  readonly hasHandshake: boolean;
  readonly wasRefused: boolean;
  readonly segments: readonly Segment[];
  /** Who closed first, and how. */
  readonly end: SessionEnd;
  readonly retransmissions: number;
  readonly requests: readonly RequestReply[];
}

/** A line that the client sent (or bytes without a line end), and the reply to it. */
export interface RequestReply {
  /** The client's bytes as text: `TIME\r\n`, `TIME\n`, `TIME`. */
  readonly request: string;
  readonly requestHex: string;
  readonly kind: "time" | "time-lf" | "time-cr" | "time-unterminated" | "quit" | "other";
  /** The packets that carried the request; several requests can share one. */
  readonly segments: readonly number[];
  readonly sharesSegment: boolean;
  /** The server's line; `undefined` if none came before the next request. */
  readonly reply: string | undefined;
  readonly replyHex: string | undefined;
  /** The packet that carried the reply's last byte. */
  readonly replyPacket: number | undefined;
  /** The reply is exactly `JAM hh:mm:ss` CR LF. */
  readonly isRight: boolean;
  /** Milliseconds from the request's last segment to the reply's; negative if the reply came before the request's end. */
  readonly replyMs: number | undefined;
  /** Seconds between the time shown and the packet's own time, in the nearest quarter-hour zone. */
  readonly clockDifference: number | undefined;
}

export const POINTS = ["1.a", "1.b", "1.c.i", "1.c.ii", "1.d.i", "1.d.ii", "1.d.iii"] as const;
export type Point = (typeof POINTS)[number];

/** Why a point is not proven: a closed list; every language has a sentence for each. */
export const FAILURE_REASONS = [
  "no-sessions",
  "no-handshake",
  "refused",
  "wrong-port",
  "one-client",
  "no-overlap",
  "overlap-unserved",
  "no-crlf-request",
  "lf-instead-of-crlf",
  "lf-was-served",
  "unterminated-was-served",
  "cut-not-answered",
  "joined-not-answered",
  "no-quit",
  "quit-not-closed",
  "quit-answered",
  "closed-by-reset",
  "client-closed-first",
  "no-reply",
  "not-utf8",
  "wrong-prefix",
  "date-in-reply",
  "wrong-format",
  "no-crlf-end",
  "wrong-clock",
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

export interface Failure {
  readonly kind: FailureReason;
  readonly session: string | undefined;
  /** Bytes or numbers for the sentence, such as the reply seen. */
  readonly detail: string | undefined;
}

export interface PointFacts {
  readonly point: Point;
  readonly isProven: boolean;
  /** Sessions that show it, by id; the first is the one to draw. */
  readonly evidence: readonly string[];
  readonly failures: readonly Failure[];
}

/** Two sessions that were open at the same time. */
export interface Overlap {
  readonly first: string;
  readonly second: string;
  readonly from: number;
  readonly to: number;
  /** Both got a reply while the other was open. */
  readonly bothServed: boolean;
}

export interface CaptureFacts {
  readonly schema: 2;
  readonly port: number;
  readonly captures: readonly {
    readonly host: string;
    readonly file: string;
    readonly packets: number;
    readonly beginsAt: number;
  }[];
  readonly servers: readonly Endpoint[];
  readonly clients: readonly string[];
  readonly sessions: readonly Session[];
  readonly overlaps: readonly Overlap[];
  /** The largest number of sessions open at the same time, and when. */
  readonly mostAtOnce: { readonly sessions: number; readonly at: number };
  readonly points: readonly PointFacts[];
}
