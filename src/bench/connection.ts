/** One connection of the generator, and the batch of requests in flight on it. */
import { Conversation } from "./conversation.ts";

export interface ClientSocket {
  /** @returns how many of the bytes the kernel took; `writable` follows if not all */
  write(bytes: Uint8Array, offset: number, length: number): number;
  /** Closes it with a FIN; nothing is received any more. */
  end(): void;
  /** Closes it with a reset. */
  terminate(): void;
}

/** One attempt to connect; a later one of the same connection replaces it. */
export interface Dial {
  readonly connection: Connection;
  /** The socket while it connects, if the system's sockets can close it then. */
  connecting: ClientSocket | undefined;
}

export class Connection {
  readonly index: number;
  readonly conversation = new Conversation();
  state: "closed" | "dialing" | "open" = "closed";
  socket: ClientSocket | undefined;
  /** The last attempt. */
  dial: Dial | undefined;
  dialedAt = 0;
  awaitsFirstByte = true;
  /** Open loop: whether it is in the queue of idle connections. */
  isQueued = false;
  /** Whether a batch is in flight. */
  isBusy = false;
  /** From when latency counts without a schedule: the send of the batch, or with --churn the start of connecting. */
  startedAt = 0;
  /** Open loop: the schedule number of the next request to be answered. */
  nextDue = 0;
  /** Bytes of the batch that the kernel has not accepted yet: `requests[unsentFrom, unsentTo)`. */
  unsentFrom = 0;
  unsentTo = 0;

  constructor(index: number) {
    this.index = index;
  }

  /** Sends as much of the rest of the batch as the kernel accepts. @returns bytes accepted */
  flush(requests: Uint8Array): number {
    if (this.unsentFrom === this.unsentTo || this.socket === undefined) return 0;
    const taken = Math.max(0, this.socket.write(requests, this.unsentFrom, this.unsentTo - this.unsentFrom));
    this.unsentFrom += taken;
    return taken;
  }

  /** Closes the socket, if any; its `close` event then no longer finds this connection. */
  drop(how: "fin" | "reset"): void {
    const socket = this.socket;
    this.socket = undefined;
    this.state = "closed";
    if (how === "fin") socket?.end();
    else socket?.terminate();
  }

  /** Prepares for a new socket. */
  reset(): void {
    this.conversation.reset();
    this.awaitsFirstByte = true;
    this.isBusy = false;
    this.unsentFrom = 0;
    this.unsentTo = 0;
  }
}
