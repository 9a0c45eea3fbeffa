/** What captures hold, as values: sessions, and for every point of the assignment what is seen and what is missing. */
import type { Endpoint, Packet } from "./packet.ts";

/** Bytes in one direction, one segment, retransmissions left out. */
export interface Segment {
  /** The packet that carried it. */
  readonly packet: number;
  /** Seconds since the first packet of the capture. */
  readonly at: number;
  readonly from: "client" | "server";
  readonly hex: string;
  /** The bytes as text, CR, LF and what is not printable escaped: `TIME\r\n`. */
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
  /** The client's host by name, where it is known. */
  readonly clientHost: string | undefined;
  readonly server: Endpoint;
  readonly packets: readonly Packet[];
  /** Seconds since the first packet of the capture. */
  readonly beginsAt: number;
  readonly endsAt: number;
  /** SYN, SYN-ACK and ACK are all there; false where the capture began in the middle. */
  readonly hasHandshake: boolean;
  readonly wasRefused: boolean;
  readonly segments: readonly Segment[];
  /** Who closed first, and how. */
  readonly end: SessionEnd;
  readonly retransmissions: number;
  readonly exchanges: readonly RequestReply[];
}

/** A line that the client sent (or what it sent without an end), and what came back for it. */
export interface RequestReply {
  /** The client's bytes as text: `TIME\r\n`, `TIME\n`, `TIME`. */
  readonly request: string;
  readonly requestHex: string;
  readonly kind: "time" | "time-lf" | "time-cr" | "time-unterminated" | "quit" | "other";
  /** In how many segments the request came; several requests can share one. */
  readonly segments: readonly number[];
  readonly sharesSegment: boolean;
  /** The server's line, `undefined` where none came before the next. */
  readonly reply: string | undefined;
  readonly replyHex: string | undefined;
  /** The packet that carried the reply's last byte. */
  readonly replyPacket: number | undefined;
  /** The reply is exactly `JAM hh:mm:ss` CR LF. */
  readonly isRight: boolean;
  /** Milliseconds from the request's last segment to the reply's; negative: answered before its end came. */
  readonly replyMs: number | undefined;
  /** Seconds that the shown time lies from the packet's own, in the nearest quarter-hour zone. */
  readonly clockDifference: number | undefined;
}

export const POINTS = ["1.a", "1.b", "1.c.i", "1.c.ii", "1.d.i", "1.d.ii", "1.d.iii"] as const;
export type Point = (typeof POINTS)[number];

/** Why a point is not proven: a closed list, each with a sentence in every language. */
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

export interface PointFacts {
  readonly point: Point;
  readonly isProven: boolean;
  /** Sessions that show it, by id; the first is the one to draw. */
  readonly evidence: readonly string[];
  readonly shortcomings: readonly {
    readonly kind: FailureReason;
    readonly session: string | undefined;
    /** Bytes or numbers for the sentence, such as the reply seen. */
    readonly detail: string | undefined;
  }[];
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
  readonly schema: 1;
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
  /** The most sessions open at once, and when. */
  readonly mostAtOnce: { readonly sessions: number; readonly at: number };
  readonly points: readonly PointFacts[];
}
