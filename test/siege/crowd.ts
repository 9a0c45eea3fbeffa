/** A crowd of like connections that is kept at its size: who is closed dials again. Counts what became of them. */

/** What one kind of attacker does, and what it may be told by the server. */
export interface Manner {
  readonly name: string;
  /** Its connection stands. */
  opened?(socket: CrowdSocket): void;
  /** Once a second, and when the kernel takes bytes again. */
  again?(socket: CrowdSocket): void;
  /** What it must have been told when the server closes; anything else is a wrong answer. */
  readonly told: RegExp;
  /** Whether it reads at all. */
  readonly reads: boolean;
}

export interface Told {
  text: string;
}
export type CrowdSocket = Bun.Socket<Told>;

/** More of what the server says is not kept. */
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
  /** Of these, those that were told something that they must not be told. */
  wrong: string[] = [];

  constructor(manner: Manner, port: number) {
    this.manner = manner;
    this.#port = port;
  }

  readonly #handlers: Bun.SocketHandler<Told> = {
    open: (socket) => {
      this.#sockets.add(socket);
      this.manner.opened?.(socket);
    },
    data: (socket, chunk) => {
      if (socket.data.text.length < KEPT) socket.data.text += chunk.toString("latin1");
    },
    drain: (socket) => this.manner.again?.(socket),
    close: (socket) => this.#lost(socket),
    error() {}, // `close` follows
  };

  /** Dials so many, a few at a time: a queue of the kernel's that overflows would only measure SYN timers. */
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
      const where = { hostname: "127.0.0.1", port: this.#port, data: { text: "" } };
      const socket = await Bun.connect<Told>({ ...where, socket: this.#handlers });
      this.dialed++;
      return socket;
    } catch {
      this.notDialed++;
      return undefined;
    }
  }

  /** Once a second; who was closed since dials again. */
  tick(): void {
    for (const socket of this.#sockets) {
      this.manner.again?.(socket);
      if (socket.readyState <= 0) this.#lost(socket); // closed, though nothing told of it
    }
    for (let missing = this.#kept - this.#sockets.size; missing > 0; missing--) void this.dial();
  }

  /** Lets go of a socket that the attacker closes itself. */
  forget(socket: CrowdSocket): void {
    this.#sockets.delete(socket);
  }

  /** Goes home: every connection ends with a reset, as of a program that is killed. */
  async leave(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#dialing); // a connection on its way is counted too
    for (const socket of this.#sockets) {
      if (!this.manner.told.test(socket.data.text) && socket.data.text !== "")
        this.wrong.push(socket.data.text);
      socket.terminate();
    }
  }

  #lost(socket: CrowdSocket): void {
    if (!this.#sockets.delete(socket) || this.#isOver) return;
    this.closed++;
    if (this.manner.reads && !this.manner.told.test(socket.data.text)) this.wrong.push(socket.data.text);
  }
}
