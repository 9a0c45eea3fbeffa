/** One connection of the generator and the batch of requests that is under way on it. */
import { Conversation } from "./conversation.ts";

export type ConnectionSocket = Bun.Socket<Connection>;

export class Connection {
  readonly index: number;
  readonly conversation = new Conversation();
  state: "closed" | "dialing" | "open" = "closed";
  socket: ConnectionSocket | undefined;
  dialedAt = 0;
  awaitsFirstByte = true;
  /** Open loop: whether it stands among the free ones. */
  isQueued = false;
  /** Whether a batch is under way. */
  isBusy = false;
  /** From when its latency counts, apart from a schedule: it was sent then, or its connection was asked for. */
  startedAt = 0;
  /** Open loop: the number in the schedule of the next request that will be answered. */
  nextDue = 0;
  /** Bytes of the batch that the kernel has not taken yet: `requests[unsentFrom, unsentTo)`. */
  unsentFrom = 0;
  unsentTo = 0;

  constructor(index: number) {
    this.index = index;
  }

  /** Sends what is left of the batch, as far as the kernel takes it. @returns bytes taken */
  flush(requests: Uint8Array): number {
    if (this.unsentFrom === this.unsentTo || this.socket === undefined) return 0;
    const taken = Math.max(0, this.socket.write(requests, this.unsentFrom, this.unsentTo - this.unsentFrom));
    this.unsentFrom += taken;
    return taken;
  }

  /** Gives the connection up, if there is one; its `close` event then no longer finds this lane. */
  drop(how: "fin" | "reset"): void {
    const socket = this.socket;
    this.socket = undefined;
    this.state = "closed";
    if (how === "fin") socket?.end();
    else socket?.terminate();
  }

  /** For a new connection. */
  startOver(): void {
    this.conversation.startOver();
    this.awaitsFirstByte = true;
    this.isBusy = false;
    this.unsentFrom = 0;
    this.unsentTo = 0;
  }
}
