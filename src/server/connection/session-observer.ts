/** What a connection reports as it happens; implemented by the session log. */
import type { Answer } from "../../protocol/answer.ts";
import type { CloseReason } from "../counters.ts";

/** Called on the path of every byte: a call must not throw, and must not close the socket. */
export interface SessionObserver {
  /** A chunk was read from the socket. @param chunk valid during the call */
  received(chunk: Uint8Array): void;
  /** The socket took `bytes[0, length)`. @param bytes valid during the call */
  sent(bytes: Uint8Array, length: number): void;
  /** Some lines of the answer were refused. */
  refused(answer: Answer): void;
  /** The client's FIN came, before the server's. */
  clientFin(): void;
  /** The server sends its FIN; what the client sends is still read. */
  serverFin(): void;
  /** The server closes the socket, with a FIN or with a reset: what the client does from now on is not seen. */
  serverClose(how: "fin" | "reset"): void;
  /** The socket is closed. @param wasReset by the client */
  ended(reason: CloseReason, wasReset: boolean): void;
}

/** The observer of a connection that is not recorded: one object for all, which spares a test at every call. */
export const UNOBSERVED: SessionObserver = {
  received() {},
  sent() {},
  refused() {},
  clientFin() {},
  serverFin() {},
  serverClose() {},
  ended() {},
};
