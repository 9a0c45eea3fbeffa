/** What every language has to say of a capture; a language that lacks a sentence does not compile. */
import type {
  CaptureFacts,
  FailureReason,
  Overlap,
  Point,
  PointFacts,
  RequestReply,
  Session,
} from "../capture/facts.ts";
import type { Packet } from "../capture/packet.ts";
import type { Clause } from "./narrative.ts";

type Short = PointFacts["shortcomings"][number];

/** A request or reply where it stands: in a packet, at a time of its capture. */
export interface Located {
  readonly session: Session;
  readonly exchange: RequestReply;
  /** Of the request's last segment. */
  readonly askedAt: number;
  /** Of the reply. */
  readonly repliedAt: number;
}

export interface Handshake {
  readonly session: Session;
  /** SYN, SYN-ACK, ACK, with times since the capture's beginning. */
  readonly packets: readonly { readonly number: number; readonly at: number }[];
}

/** What was sent again: a packet that opens a connection, which holds no byte, or any other. */
export type SentAgain = "syn" | "syn-ack" | "other";

interface InSession {
  readonly session: Session;
  readonly count: number;
}

/** So many of so many. */
export interface Count {
  readonly of: number;
  readonly all: number;
}

export interface Phrases {
  readonly clauses: Readonly<Record<Clause, string>>;
  readonly points: Readonly<Record<Point, string>>;
  /** Why a point is not proven: said only with the fact. */
  readonly shortcomings: Readonly<Record<FailureReason, (short: Short, facts: CaptureFacts) => string>>;
  /** What a capture lacks that shows nothing of a point. */
  readonly absent: Readonly<Record<Point, string>>;
  readonly verdict: (point: Point, isProven: boolean) => string;
  readonly scope: (facts: CaptureFacts) => string;
  readonly session: (session: Session) => string;

  readonly handshake: (handshake: Handshake) => string;
  readonly listens: (session: Session) => string;
  readonly handshakes: (count: Count) => string;
  readonly refusals: (count: Count) => string;
  readonly sentAgain: (what: SentAgain, each: readonly InSession[]) => string;

  readonly overlap: (overlap: Overlap, first: Session, second: Session) => string;
  readonly served: (first: Located, second: Located) => string;
  readonly mostAtOnce: (facts: CaptureFacts) => string;
  readonly threadsUnseen: string;

  readonly request: (placed: Located) => string;
  readonly answered: (count: Count) => string;
  readonly cut: (placed: Located) => string;
  readonly joined: (placed: Located) => string;
  readonly illFormed: (placed: Located) => string;
  readonly notTried: (kinds: readonly ("cut" | "joined" | "lf" | "cr" | "unterminated")[]) => string;

  readonly quit: (placed: Located, closing: Closing) => string;
  readonly quitSilent: (session: Session, dataSegments: number) => string;
  readonly quits: (count: Count) => string;

  readonly reply: (placed: Located) => string;
  readonly utf8: (placed: Located, isAscii: boolean) => string;
  readonly prefix: (placed: Located) => string;
  readonly time: (placed: Located, packet: Packet | undefined) => string;
  readonly replies: (point: "1.d.i" | "1.d.ii" | "1.d.iii", count: Count) => string;
}

/** The server's FIN after a `QUIT`. */
export interface Closing {
  readonly packet: number;
  readonly afterMs: number;
}
