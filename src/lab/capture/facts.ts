/** The content of captures as values: sessions, and for every point of the assignment what proves it and what is missing. */
import type { Endpoint } from "./packet.ts";
import type { Session } from "./session.ts";
import { UNSEEN_CAUSES } from "./unseen.ts";

export type { RequestReply, Segment, Session, SessionEnd } from "./session.ts";

export const POINTS = ["1.a", "1.b", "1.c.i", "1.c.ii", "1.d.i", "1.d.ii", "1.d.iii"] as const;
export type Point = (typeof POINTS)[number];

/** Proven; not proven, although it would be visible; or not visible in these captures, which is no one's fault. */
const POINT_STATES = ["proven", "not-proven", "unseen"] as const;
export type PointState = (typeof POINT_STATES)[number];

/** Why a point is not proven: a closed list; every language has a sentence for each. */
export const FAILURE_REASONS = [
  "no-sessions",
  "syn-unanswered",
  "refused",
  "wrong-port",
  "one-session",
  "no-overlap",
  "overlap-unserved",
  "no-crlf-request",
  "lf-instead-of-crlf",
  "cut-not-answered",
  "joined-not-answered",
  "no-reply",
  "no-replies",
  "no-quit",
  "quit-not-closed",
  "quit-closed-late",
  "closed-before-quit",
  "quit-answered",
  "not-utf8",
  "wrong-prefix",
  "date-in-reply",
  "wrong-format",
  "no-crlf-end",
  "wrong-clock",
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** What the assignment does not ask for, or what limits a proof: no remark refutes a point. */
export const REMARKS = [
  "no-handshake",
  "one-client",
  "lf-was-served",
  "unterminated-was-served",
  "closed-by-reset",
  "unasked-reply",
  "clock-unseen",
] as const;
export type RemarkKind = (typeof REMARKS)[number];

/** Why something cannot be seen: in a session's bytes, in its times, or between the clocks of hosts. */
export const DOUBTS = [
  ...UNSEEN_CAUSES,
  "no-times",
  "damaged",
  "arrival",
  "client-closed-first",
  "clocks-unrelated",
  "clocks-merged",
  "clocks-apart",
] as const;
export type DoubtKind = (typeof DOUBTS)[number];

export interface Finding<Kind extends string> {
  readonly kind: Kind;
  /** The first session with it. */
  readonly session: string | undefined;
  /** Bytes or numbers for the sentence, such as the reply seen. */
  readonly detail: string | undefined;
  /** How many other sessions have it too. */
  readonly others: number;
}

export type Failure = Finding<FailureReason>;
export type Remark = Finding<RemarkKind>;
export type Doubt = Finding<DoubtKind>;

export interface PointFacts {
  readonly point: Point;
  readonly state: PointState;
  readonly isProven: boolean;
  /** Sessions that show it, by id; the first is the one to draw. */
  readonly evidence: readonly string[];
  readonly failures: readonly Failure[];
  readonly remarks: readonly Remark[];
  /** What cannot be seen, and why. */
  readonly unseen: readonly Doubt[];
}

/** Two sessions that were certainly open at the same time. */
export interface Overlap {
  readonly first: string;
  readonly second: string;
  /** The capture whose clock counts, and seconds since its beginning. */
  readonly file: string;
  readonly from: number;
  readonly to: number;
  /** Both got a reply while the other was open. */
  readonly bothServed: boolean;
}

/** Pairs of sessions that were open at the same time, and how many of them were both served: at least, if there are many. */
export interface OverlapCount {
  readonly open: number;
  readonly served: number;
  readonly isExact: boolean;
}

/** How the clocks of two captures differ, by packets that both hold. */
export interface ClockRelation {
  readonly file: string;
  readonly reference: string;
  /** Seconds by which the clock of `file` is behind that of `reference`: at least, and at most. */
  readonly atLeast: number;
  readonly atMost: number;
  readonly packets: number;
}

/** What is to be known of the files before anything that is read in them. */
export type Note =
  | { readonly kind: "damaged"; readonly file: string; readonly why: string }
  | { readonly kind: "truncated"; readonly file: string; readonly at: number }
  | { readonly kind: "no-times"; readonly file: string }
  | { readonly kind: "clocks"; readonly relation: ClockRelation }
  /** Packets of the file that are others of the file, seen again elsewhere. */
  | { readonly kind: "seen-again"; readonly file: string; readonly packets: number; readonly of: number }
  /** The files hold no packet of the port: what they hold instead. */
  | { readonly kind: "empty"; readonly file: string }
  | {
      readonly kind: "other-port";
      readonly file: string;
      readonly port: number;
      readonly isTimeServer: boolean;
    }
  /** Packets of the port, but no reply on it, and a conversation on another. */
  | { readonly kind: "also-port"; readonly file: string; readonly port: number }
  | { readonly kind: "other-traffic"; readonly file: string; readonly frames: number };

export interface CaptureFacts {
  readonly schema: 2;
  readonly port: number;
  readonly captures: readonly {
    readonly host: string;
    readonly file: string;
    readonly packets: number;
    readonly beginsAt: number;
    readonly hasTimes: boolean;
    readonly damage: string | undefined;
  }[];
  readonly notes: readonly Note[];
  readonly servers: readonly Endpoint[];
  readonly clients: readonly string[];
  readonly sessions: readonly Session[];
  /** The pairs that prove most: not more than 500. */
  readonly overlaps: readonly Overlap[];
  readonly pairs: OverlapCount;
  readonly clocks: readonly ClockRelation[];
  /** The largest number of sessions open at the same time, and when. */
  readonly mostAtOnce: { readonly sessions: number; readonly at: number };
  readonly points: readonly PointFacts[];
}
