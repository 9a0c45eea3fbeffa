/** The sentences that every language has about a capture; a language without one of them does not compile. */
import type {
  CaptureFacts,
  Doubt,
  Failure,
  FailureReason,
  Note,
  Overlap,
  Point,
  PointFacts,
  PointState,
  Remark,
  RemarkKind,
  RequestReply,
  Session,
} from "../capture/facts.ts";
import type { Reply } from "../judge/replies.ts";

/** A point's own sentences, in the phrases of some language. */
export type SentencesOf = (facts: CaptureFacts, point: PointFacts, phrases: Phrases) => readonly string[];

/** A packet as a sentence names it. */
export interface PacketRef {
  readonly number: number;
  /** Only if there is more than one capture. */
  readonly file: string | undefined;
  /** Seconds since its capture began; `undefined` without time stamps. */
  readonly at: number | undefined;
}

/** A request and its reply with their packets. */
export interface Located {
  readonly session: Session;
  readonly pair: RequestReply;
  readonly request: PacketRef;
  readonly reply: PacketRef | undefined;
}

export interface LocatedReply {
  readonly reply: Reply;
  readonly packet: PacketRef;
}

export interface Handshake {
  readonly session: Session;
  readonly syn: PacketRef;
  readonly answer: PacketRef;
  readonly last: PacketRef;
}

/** What was sent again: a packet that opens a connection and carries no bytes, or any other. */
export type SentAgain = "syn" | "syn-ack" | "other";

interface InSession {
  readonly session: Session;
  readonly count: number;
}

/** `of` out of `all` that can be seen, and how many more there are of which it cannot be seen. */
export interface Count {
  readonly of: number;
  readonly all: number;
  readonly unseen: number;
}

/** The server's FIN or RST after a `QUIT`. */
interface Closing {
  readonly packet: PacketRef;
  readonly isReset: boolean;
  readonly afterMs: number | undefined;
}

export interface Phrases {
  readonly points: Readonly<Record<Point, string>>;
  /** Why a point is not proven. */
  readonly failures: Readonly<Record<FailureReason, (failure: Failure, facts: CaptureFacts) => string>>;
  /** What the assignment does not ask for, or what limits a proof. */
  readonly remarks: Readonly<Record<RemarkKind, (remark: Remark, facts: CaptureFacts) => string>>;
  /** What cannot be seen, and why. */
  readonly unseen: (point: Point, doubt: Doubt, facts: CaptureFacts) => string;
  /** What a capture has to hold for a point. */
  readonly needs: Readonly<Record<Point, string>>;
  /** What follows if it is not there although it would be visible. */
  readonly missing: Readonly<Record<Point, string>>;
  readonly verdict: (point: Point, state: PointState) => string;
  readonly scope: (facts: CaptureFacts) => string;
  readonly note: (note: Note, facts: CaptureFacts) => string;
  readonly session: (session: Session) => string;
  /** What `jam lab verify` prints beside these sentences. */
  readonly verify: {
    readonly states: Readonly<Record<PointState, string>>;
    readonly shownBy: (sessions: string) => string;
    readonly total: (proven: number, unseen: number, all: number) => string;
  };

  readonly handshake: (handshake: Handshake) => string;
  readonly listens: (session: Session) => string;
  /** The server's first packet, in a session without a handshake. */
  readonly answers: (session: Session, packet: PacketRef) => string;
  readonly handshakes: (count: Count) => string;
  readonly refusals: (count: Count) => string;
  readonly sentAgain: (what: SentAgain, each: readonly InSession[]) => string;

  readonly overlap: (overlap: Overlap, first: Session, second: Session) => string;
  readonly served: (first: LocatedReply, second: LocatedReply) => string;
  readonly mostAtOnce: (facts: CaptureFacts) => string;
  readonly threadsUnseen: string;

  readonly request: (located: Located) => string;
  readonly answered: (count: Count) => string;
  readonly cut: (located: Located) => string;
  readonly joined: (located: Located) => string;
  readonly illFormed: (located: Located) => string;
  readonly notTried: (kinds: readonly ("cut" | "joined" | "lf" | "cr" | "unterminated")[]) => string;

  readonly quit: (located: Located, closing: Closing) => string;
  readonly quitSilent: (session: Session, dataSegments: number) => string;
  readonly quits: (count: Count) => string;

  readonly reply: (located: LocatedReply) => string;
  readonly utf8: (isAscii: boolean) => string;
  readonly prefix: (located: LocatedReply) => string;
  readonly time: (located: LocatedReply, utc: string | undefined) => string;
  readonly replies: (point: "1.d.i" | "1.d.ii" | "1.d.iii", count: Count) => string;
}
