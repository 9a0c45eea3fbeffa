/** The sentences that every language has about a capture; a language without one of them does not compile. */
import type {
  CaptureFacts,
  Failure,
  FailureReason,
  Overlap,
  Point,
  PointFacts,
  RequestReply,
  Session,
} from "../capture/facts.ts";
import type { Packet } from "../capture/packet.ts";

/** A point's own sentences, in the phrases of some language. */
export type SentencesOf = (facts: CaptureFacts, point: PointFacts, phrases: Phrases) => readonly string[];

/** A request and its reply with their times in the capture. */
export interface Located {
  readonly session: Session;
  readonly pair: RequestReply;
  /** Seconds, of the request's last segment. */
  readonly requestedAt: number;
  /** Seconds, of the reply. */
  readonly repliedAt: number;
}

export interface Handshake {
  readonly session: Session;
  /** SYN, SYN-ACK, ACK, with seconds since the capture's beginning. */
  readonly packets: readonly { readonly number: number; readonly at: number }[];
}

/** What was retransmitted: a packet that opens a connection and carries no bytes, or any other. */
export type SentAgain = "syn" | "syn-ack" | "other";

interface InSession {
  readonly session: Session;
  readonly count: number;
}

/** `of` out of `all`. */
export interface Count {
  readonly of: number;
  readonly all: number;
}

/** The server's FIN after a `QUIT`. */
export interface Closing {
  readonly packet: number;
  readonly afterMs: number;
}

export interface Phrases {
  readonly points: Readonly<Record<Point, string>>;
  /** Why a point is not proven. */
  readonly failures: Readonly<Record<FailureReason, (failure: Failure, facts: CaptureFacts) => string>>;
  /** What is missing from a capture that shows nothing of a point. */
  readonly absent: Readonly<Record<Point, string>>;
  readonly verdict: (point: Point, isProven: boolean) => string;
  readonly scope: (facts: CaptureFacts) => string;
  readonly session: (session: Session) => string;
  /** What `jam lab verify` prints beside these sentences. */
  readonly verify: {
    readonly proven: string;
    readonly notProven: string;
    readonly shownBy: (sessions: string) => string;
    readonly total: (proven: number, all: number) => string;
  };

  readonly handshake: (handshake: Handshake) => string;
  readonly listens: (session: Session) => string;
  readonly handshakes: (count: Count) => string;
  readonly refusals: (count: Count) => string;
  readonly sentAgain: (what: SentAgain, each: readonly InSession[]) => string;

  readonly overlap: (overlap: Overlap, first: Session, second: Session) => string;
  readonly served: (first: Located, second: Located) => string;
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

  readonly reply: (located: Located) => string;
  readonly utf8: (located: Located, isAscii: boolean) => string;
  readonly prefix: (located: Located) => string;
  readonly time: (located: Located, packet: Packet | undefined) => string;
  readonly replies: (point: "1.d.i" | "1.d.ii" | "1.d.iii", count: Count) => string;
}
