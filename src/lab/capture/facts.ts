/** The content of captures as values: sessions, and for every point of the assignment what proves it and what is missing. */
import type { Endpoint } from "./packet.ts";
import type { Session } from "./session.ts";

export type { RequestReply, Segment, Session, SessionEnd, UnaskedReply } from "./session.ts";

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
