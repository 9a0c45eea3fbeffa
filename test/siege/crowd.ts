/** A crowd of similar connections of constant size: a closed one dials again. Counts how they ended. */

/** What one kind of attacker does, and what the server may answer it. */
export interface Manner {
  readonly name: string;
  /** Its connection is open. */
  opened?(socket: CrowdSocket): void;
  /** Once a second, and when the kernel takes bytes again. */
  again?(socket: CrowdSocket): void;
  /** After each chunk. */
  received?(socket: CrowdSocket): void;
  /** What it must have received when the server closes; anything else is a wrong answer. */
  readonly expected: RegExp;
  /** Whether it reads at all. */
  readonly reads: boolean;
}

export interface Received {
  text: string;
  bytes: number;
}
export type CrowdSocket = Bun.Socket<Received>;

/** The most bytes of the server's answer that are kept. */
const KEPT = 256;
const DIALS_AT_ONCE = 64;

export class Crowd {
  readonly manner: Manner;
  readonly #port: number;
  #kept = 0;
  readonly #sockets = new Set<CrowdSocket>();
  readonly #dialing = new Set<Promise<CrowdSocket | undefined>>();
  #isOver = false;
  dialed = 0;
  notDialed = 0;
  /** Connections that the server ended, by a FIN or a reset. */
  closed = 0;
  /** Those of them that received something else than they must. */
  wrong: string[] = [];

  constructor(manner: Manner, port: number) {
    this.manner = manner;
    this.#port = port;
  }

  readonly #handlers: Bun.SocketHandler<Received> = {
    open: (socket) => {
      this.#sockets.add(socket);
      this.manner.opened?.(socket);
    },
    data: (socket, chunk) => {
      const left = KEPT - socket.data.text.length;
      if (left > 0) socket.data.text += chunk.toString("latin1", 0, left);
      socket.data.bytes += chunk.length;
      this.manner.received?.(socket);
    },
    drain: (socket) => this.manner.again?.(socket),
    close: (socket) => this.#lost(socket),
    error() {}, // `close` follows
  };

  /** Dials `count`, a few at a time: an overflowing accept queue would only measure SYN timers. */
  async grow(count: number): Promise<void> {
    this.#kept += count;
    for (let left = count; left > 0 && !this.#isOver; left -= DIALS_AT_ONCE) {
      await Promise.all(Array.from({ length: Math.min(left, DIALS_AT_ONCE) }, () => this.dial()));
    }
  }

  dial(): Promise<CrowdSocket | undefined> {
    const dialing = this.#dial().finally(() => this.#dialing.delete(dialing));
    this.#dialing.add(dialing);
    return dialing;
  }

  async #dial(): Promise<CrowdSocket | undefined> {
    try {
      const where = { hostname: "127.0.0.1", port: this.#port, data: { text: "", bytes: 0 } };
      const socket = await Bun.connect<Received>({ ...where, socket: this.#handlers });
      this.dialed++;
      return socket;
    } catch {
      this.notDialed++;
      return undefined;
    }
  }

  /** Once a second: connections that were closed dial again. */
  tick(): void {
    for (const socket of this.#sockets) {
      this.manner.again?.(socket);
      if (socket.readyState <= 0) this.#lost(socket); // closed without an event
    }
    for (let missing = this.#kept - this.#sockets.size; missing > 0; missing--) void this.dial();
  }

  /** Forgets a socket that the attacker closes itself. */
  forget(socket: CrowdSocket): void {
    this.#sockets.delete(socket);
  }

  /** Ends every connection with a reset, like a program that is killed. */
  async leave(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#dialing); // a connection on its way is counted too
    for (const socket of this.#sockets) {
      if (!this.manner.expected.test(socket.data.text) && socket.data.text !== "")
        this.wrong.push(socket.data.text);
      socket.terminate();
    }
  }

  #lost(socket: CrowdSocket): void {
    if (!this.#sockets.delete(socket) || this.#isOver) return;
    this.closed++;
    if (this.manner.reads && !this.manner.expected.test(socket.data.text)) this.wrong.push(socket.data.text);
  }
}
