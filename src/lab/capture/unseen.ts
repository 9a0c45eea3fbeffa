/** What a capture cannot show: a closed list, so that every stage and every language has to say it. Plain data. */

export type Side = "client" | "server";

/** A packet as a report names it: Wireshark's number, and the file in which it has that number. */
export interface PacketName {
  readonly file: string;
  readonly number: number;
}

/** What cannot be seen of one session. */
export type Unseen =
  /** Fewer bytes were captured than TCP carried, because of a snap length: what was sent cannot be read. */
  | {
      readonly kind: "truncated";
      readonly side: Side;
      /** Bytes of each frame that were captured: the snap length. */
      readonly at: number;
      /** Packets whose payload was cut. */
      readonly packets: number;
      readonly first: PacketName;
    }
  /** The capture holds the other direction only. */
  | { readonly kind: "no-client-packets" }
  | { readonly kind: "no-server-packets" }
  /** Bytes that were sent and that the capture does not hold. */
  | {
      readonly kind: "gap";
      readonly side: Side;
      /** In all gaps of this side. */
      readonly bytes: number;
      readonly gaps: number;
      /** The first packet that shows the first gap: one with later bytes, or the other side's acknowledgement. */
      readonly packet: PacketName;
      /** The other side acknowledged all of them: they arrived, and only the capture missed them. */
      readonly wasReceived: boolean;
    }
  /** No handshake: the session began before the capture. */
  | { readonly kind: "begins-before" }
  /** The session was open when the capture ended. */
  | { readonly kind: "ends-after" }
  /** The packets have no time stamps: only their order is known. */
  | { readonly kind: "no-times" }
  /** Nothing shows which side is the server. */
  | { readonly kind: "no-server-known" };

/** Why a request's or a reply's bytes, or an answer, cannot be seen. */
export const UNSEEN_CAUSES = [
  "truncated",
  "no-client-packets",
  "no-server-packets",
  "gap",
  "begins-before",
  "ends-after",
  "no-server-known",
] as const satisfies readonly Unseen["kind"][];
export type UnseenCause = (typeof UNSEEN_CAUSES)[number];

/** How the server's side was found; `port`: by the port alone. */
export type ServerKnownBy = "handshake" | "jam" | "port" | "unknown";
