/** A soak's load: connections that each send some hundred requests, end in every possible way, and are followed by others. */
import { Checker } from "../../src/bench/checker.ts";
import { Conversation } from "../../src/bench/conversation.ts";
import { WallClock } from "../../src/bench/wall-clock.ts";

const AT_ONCE = 32;
const BATCH = 100;
const REQUESTS = Buffer.from("TIME\r\n".repeat(BATCH));
/** Loopback addresses in turn: each has its own ports for connections in TIME_WAIT. */
const ADDRESSES = 16;
const TOLERANCE_MS = 50;
const CLOCK_MS = 100;

type Ending = "quit" | "fin" | "reset";
const ENDINGS: readonly Ending[] = ["quit", "fin", "reset"];

interface Client {
  readonly conversation: Conversation;
  readonly ending: Ending;
  batches: number;
  hasEnded: boolean;
}

export interface Extent {
  readonly connections: number;
  readonly batchesEach: number;
}

/** Counts what is wrong by kind; a connection that ends before its last reply is `closed`. */
export class Load {
  readonly #port: number;
  readonly #batchesEach: number;
  #left: number;
  #number = 0;
  readonly #wall = new WallClock();
  readonly #checker: Checker;
  readonly #done = Promise.withResolvers<void>();
  #open = 0;
  replies = 0;
  connections = 0;
  readonly faults = new Map<string, number>();

  constructor(port: number, extent: Extent) {
    this.#port = port;
    this.#left = extent.connections;
    this.#batchesEach = extent.batchesEach;
    this.#checker = new Checker(this.#wall, TOLERANCE_MS, (kind) => this.#fault(kind));
  }

  /** Resolves when every connection has ended. */
  async run(): Promise<void> {
    const read = () => this.#wall.read(Date.now(), performance.now());
    read();
    const reading = setInterval(read, CLOCK_MS);
    for (let index = 0; index < AT_ONCE; index++) this.#dial();
    await this.#done.promise;
    clearInterval(reading);
  }

  #dial(): void {
    if (this.#left === 0) {
      if (this.#open === 0) this.#done.resolve();
      return;
    }
    this.#left--;
    this.#open++;
    const number = this.#number++;
    const ending = ENDINGS[number % ENDINGS.length] ?? "quit";
    const data: Client = { conversation: new Conversation(), ending, batches: 0, hasEnded: false };
    const hostname = `127.0.0.${1 + (number % ADDRESSES)}`;
    Bun.connect<Client>({ hostname, port: this.#port, data, socket: this.#handlers }).catch(() => {
      this.#fault("not-connected");
      this.#over();
    });
  }

  readonly #handlers: Bun.SocketHandler<Client> = {
    open: (socket) => {
      this.connections++;
      this.#ask(socket);
    },
    data: (socket, chunk) => {
      const client = socket.data;
      this.#checker.receive(chunk, client.conversation, performance.now());
      this.replies += this.#checker.right;
      if (client.conversation.outstanding > 0) return;
      if (client.batches < this.#batchesEach) this.#ask(socket);
      else this.#end(socket);
    },
    close: (socket) => {
      if (!socket.data.hasEnded) this.#fault("closed");
      this.#over();
    },
    error() {}, // `close` follows
  };

  #ask(socket: Bun.Socket<Client>): void {
    const { data } = socket;
    data.batches++;
    data.conversation.outstanding = BATCH;
    data.conversation.sentAt = performance.now();
    if (socket.write(REQUESTS) !== REQUESTS.length) this.#fault("not-sent"); // 600 bytes into an empty buffer
  }

  #end(socket: Bun.Socket<Client>): void {
    socket.data.hasEnded = true;
    if (socket.data.ending === "quit") socket.write("QUIT\r\n");
    else if (socket.data.ending === "fin") socket.end();
    else socket.terminate();
  }

  #over(): void {
    this.#open--;
    this.#dial();
  }

  #fault(kind: string): void {
    this.faults.set(kind, (this.faults.get(kind) ?? 0) + 1);
  }
}

export const REQUESTS_A_BATCH = BATCH;
