/** The parts that a server of the gallery is made of; the right one of each kind stands in `right-server.ts`. */
import type { DoorPolicy } from "./door.ts";
import type { Framing } from "./framing.ts";
import type { Moment } from "./moment.ts";

/** What a request is. `fatal` is one that breaks a rogue; the right server has none. */
export type RequestKind = "time" | "quit" | "nothing" | "unknown" | "too-long" | "fatal";

/** What a server does for it, in order; a wait holds back what follows on the same connection. */
export type Action =
  | { readonly act: "send"; readonly bytes: Buffer }
  | { readonly act: "wait"; readonly ms: number }
  /** FIN, after everything that was sent. */
  | { readonly act: "close" }
  | { readonly act: "reset" }
  /** Neither answers nor closes from now on. */
  | { readonly act: "hang" }
  /** The whole server stops serving; its process lives. */
  | { readonly act: "die" }
  /** The process ends by an uncaught exception. */
  | { readonly act: "crash" }
  /** A core is burnt from now on, while clients go on being served. */
  | { readonly act: "spin" };

export interface Parts {
  /** Bytes into requests; made once a connection. */
  readonly framing: () => Framing;
  readonly read: (request: string) => RequestKind;
  /** Which requests of one segment are answered; `earlier` is how many TIME requests the connection sent before. */
  readonly choose: (requests: readonly RequestKind[], earlier: number) => readonly RequestKind[];
  readonly answers: Readonly<Record<RequestKind, (reply: Buffer) => readonly Action[]>>;
  /** What shall be done for one segment → when and in what pieces it is done. */
  readonly pace: (actions: readonly Action[]) => readonly Action[];
  /** Made once a server, then once a connection (1, 2 …), then called for every segment. */
  readonly clock: () => (connection: number) => () => Moment;
  readonly reply: (moment: Moment) => Buffer;
  /** At the client's FIN; `forgets` drops what is still to be answered. */
  readonly end: { readonly forgets: boolean; readonly actions: readonly Action[] };
  readonly door: DoorPolicy;
}

export function send(text: string): Action {
  return { act: "send", bytes: Buffer.from(text, "latin1") };
}

export function wait(ms: number): Action {
  return { act: "wait", ms };
}

export const CLOSE: Action = { act: "close" };
