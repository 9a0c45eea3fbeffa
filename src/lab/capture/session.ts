/** A TCP session as captures show it: its segments, its requests, each with its reply, and what cannot be seen. Plain data. */
import type { Endpoint, Packet } from "./packet.ts";
import type { ServerKnownBy, Side, Unseen, UnseenCause } from "./unseen.ts";

/** Bytes in one direction, one segment, without retransmissions. */
export interface Segment {
  /** The packet that carried it. */
  readonly packet: number;
  /** The file in which the packet has this number. */
  readonly file: string;
  /** Seconds since the first packet of the session's capture. */
  readonly at: number;
  readonly from: Side;
  /** The captured bytes. */
  readonly hex: string;
  /** The bytes as text, with CR, LF and unprintable bytes escaped: `TIME\r\n`. */
  readonly text: string;
  /** Bytes before it in its direction that the capture does not hold. */
  readonly gapBefore: number;
  /** Bytes at its end that were truncated. */
  readonly truncated: number;
}

export type SessionEnd =
  | "client-fin"
  | "server-fin"
  | "client-reset"
  | "server-reset"
  /** The capture ends before the session does. */
  | "open"
  /** How it ended is not in the capture: one direction is missing, or packets are, or the client's port was used again. */
  | "unseen";

/** One TCP connection to the server, however many captures, interfaces and addresses it was seen at. */
export interface Session {
  /** `S1`, `S2` … in the order of their first packets. */
  readonly id: string;
  /** The host of the capture whose clock and packet numbers it has: the server's own if there is one. */
  readonly capture: string;
  /** That capture's file. */
  readonly file: string;
  /** The files in which it was seen. */
  readonly files: readonly string[];
  readonly client: Endpoint;
  /** The name of the client's host, if known. */
  readonly clientHost: string | undefined;
  readonly server: Endpoint;
  /** The addresses at which each side was seen, `client` and `server` first: more than one behind a NAT. */
  readonly clientAt: readonly Endpoint[];
  readonly serverAt: readonly Endpoint[];
  readonly serverKnownBy: ServerKnownBy;
  /** Each packet once, in the order of cause: none before the bytes that it acknowledges. */
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
  /** The server's lines that belong to no captured request. */
  readonly unasked: readonly UnaskedReply[];
  /** What the captures cannot show of it. */
  readonly unseen: readonly Unseen[];
}

/** A line that the client sent (or bytes without a line end), and the reply to it. */
export interface RequestReply {
  /** The client's bytes as text: `TIME\r\n`, `TIME\n`, `TIME`. */
  readonly request: string;
  readonly requestHex: string;
  /** `unseen`: bytes of the line are missing or were truncated, so that its kind is not known. */
  readonly kind: "time" | "time-lf" | "time-cr" | "time-unterminated" | "quit" | "other" | "unseen";
  /** Why the line is not whole; `undefined` if it is. */
  readonly requestUnseen: UnseenCause | undefined;
  /** The packets that carried the request; several requests can share one. */
  readonly segments: readonly number[];
  readonly sharesSegment: boolean;
  /** The file of its last packet. */
  readonly requestFile: string;
  /** When its last segment was captured, as `Segment.at`. */
  readonly requestedAt: number;
  /** The capture shows that the server received it: it acknowledged all of it, or replied. */
  readonly hasArrived: boolean;
  /** The server's line; `undefined` if none came before the next request. */
  readonly reply: string | undefined;
  readonly replyHex: string | undefined;
  /** Why the reply is not whole, or why there may be one that was not captured. */
  readonly replyUnseen: UnseenCause | undefined;
  /** The packet that carried the reply's last byte. */
  readonly replyPacket: number | undefined;
  readonly replyFile: string | undefined;
  readonly repliedAt: number | undefined;
  /** The reply is exactly `JAM hh:mm:ss` CR LF. */
  readonly isRight: boolean;
  /** The reply came before the request's end. */
  readonly isEarly: boolean;
  /** Milliseconds from the request's last segment to the reply's, never negative; `undefined` if the times do not tell. */
  readonly replyMs: number | undefined;
  /** Seconds by which the time shown is ahead of the packet's own time, in the zone that explains it best. */
  readonly clockDifference: number | undefined;
  /** That zone: minutes east of UTC. */
  readonly clockZone: number | undefined;
}

/** A line of the server that belongs to no captured request: a greeting, or a reply to one that was not captured. */
export interface UnaskedReply {
  readonly reply: string;
  readonly replyHex: string;
  readonly replyPacket: number;
  readonly replyFile: string;
  readonly repliedAt: number;
  /** Why its request may be missing from the capture; `undefined` if the capture is complete. */
  readonly requestUnseen: UnseenCause | undefined;
  /** Why the line is not whole; `undefined` if it is. */
  readonly replyUnseen: UnseenCause | undefined;
  readonly isRight: boolean;
  readonly clockDifference: number | undefined;
  /** That zone: minutes east of UTC. */
  readonly clockZone: number | undefined;
}
