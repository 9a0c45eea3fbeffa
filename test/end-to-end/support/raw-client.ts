/** A TCP client that sends and shows bytes as they are, and distinguishes a FIN from a reset. Knows no protocol. */
import { Changes } from "./changes.ts";
import { until, within } from "./within.ts";

interface Dial {
  readonly host?: string;
  /** An address of this machine to come from, such as 127.0.0.7. */
  readonly from?: string;
  /** Receives the chunks instead of the client, which then only counts the bytes. */
  readonly onData?: (chunk: Buffer) => void;
  /** Does not answer the server's FIN with its own. */
  readonly staysOpen?: boolean;
}

export type Ending = "fin" | "reset";

/** A writer that could write nothing for this long is stalled. */
const STALLED_MS = 300;

/** A limit for a busy machine: a passing test does not reach it. */
const WAIT_SECONDS = 15;

const NOTHING = Buffer.alloc(0);

/** To be declared with `using`. */
export class RawClient implements Disposable {
  readonly #dial: Dial;
  #socket: Bun.Socket | undefined;
  #chunks: Buffer[] = [];
  #unsent: Buffer = NOTHING;
  #hasFinToSend = false;
  #ending: Ending | undefined;
  #isClosed = false;
  #wasReset = false;
  readonly #changes = new Changes();
  /** Bytes received. */
  received = 0;
  localPort = 0;

  private constructor(dial: Dial) {
    this.#dial = dial;
  }

  static async dial(port: number, dial: Dial = {}): Promise<RawClient> {
    const client = new RawClient(dial);
    const options = {
      hostname: dial.host ?? "127.0.0.1",
      port,
      localAddress: dial.from, // missing in @types/bun 1.4.5, although Bun.connect reads it
      allowHalfOpen: true,
      socket: {
        data: (_: Bun.Socket, chunk: Buffer) => client.#receive(chunk),
        drain: () => client.#flush(),
        end: () => client.#receiveFin(),
        close: (_: Bun.Socket, error?: Error) => client.#close(error),
        error() {}, // `close` follows
      } satisfies Bun.SocketHandler,
    };
    client.#socket = await Bun.connect(options);
    client.localPort = client.#socket.localPort; // 0 once the socket is closed
    return client;
  }

  /** Bytes that the kernel has not taken yet, because the server does not read. */
  get unsentBytes(): number {
    return this.#unsent.length;
  }

  /** Everything received, as text. */
  get text(): string {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return (this.#chunks[0] ?? NOTHING).toString("latin1");
  }

  get isEnded(): boolean {
    return this.#ending !== undefined;
  }

  send(bytes: string | Buffer): void {
    const more = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
    this.#unsent = this.#unsent.length === 0 ? more : Buffer.concat([this.#unsent, more]);
    this.#flush();
  }

  /** Sends a FIN after what was sent. */
  finish(): void {
    this.#hasFinToSend = true;
    this.#flush();
  }

  reset(): void {
    this.#socket?.terminate();
  }

  pause(): void {
    this.#socket?.pause();
  }

  resume(): void {
    this.#socket?.resume();
  }

  /** Reads nothing for a while, as a slow reader does. */
  rest(milliseconds: number): void {
    this.pause();
    setTimeout(() => this.resume(), milliseconds);
  }

  waitForBytes(count: number, seconds = WAIT_SECONDS): Promise<void> {
    return this.#waitFor(
      () => this.received >= count,
      seconds,
      () => `${count} bytes, but ${this.#state()}`,
    );
  }

  /** All bytes sent were taken by the kernel. */
  waitForSent(seconds = WAIT_SECONDS): Promise<void> {
    return this.#waitFor(
      () => this.#unsent.length === 0,
      seconds,
      () => `all sent, ${this.#unsent.length} bytes are left`,
    );
  }

  /** Waits until the kernel takes no more bytes, or has them all. */
  async waitForStall(seconds = WAIT_SECONDS): Promise<void> {
    let left = -1;
    let since = performance.now();
    await until(
      seconds,
      () => {
        if (left !== this.#unsent.length) since = performance.now();
        left = this.#unsent.length;
        return performance.now() - since > STALLED_MS;
      },
      () => `a stall, ${left} bytes are left to send`,
    );
  }

  /** How the server ended the conversation first: with a FIN or a reset. */
  async waitForEnd(seconds = WAIT_SECONDS): Promise<Ending> {
    await this.#waitFor(
      () => this.#ending !== undefined,
      seconds,
      () => `an end, but ${this.#state()}`,
    );
    return this.#ending as Ending;
  }

  /** Both directions are over; whether a reset came at any time. */
  async waitForClose(seconds = WAIT_SECONDS): Promise<Ending> {
    await this.#waitFor(
      () => this.#isClosed,
      seconds,
      () => `a close, but ${this.#state()}`,
    );
    return this.#wasReset ? "reset" : "fin";
  }

  [Symbol.dispose](): void {
    if (!this.#isClosed) this.#socket?.terminate();
  }

  #receive(chunk: Buffer): void {
    this.received += chunk.length;
    if (this.#dial.onData === undefined) this.#chunks.push(Buffer.from(chunk));
    else this.#dial.onData(chunk);
    this.#changes.stir();
  }

  #receiveFin(): void {
    this.#ending ??= "fin";
    if (this.#dial.staysOpen !== true) this.#socket?.end();
    this.#changes.stir();
  }

  #close(error: unknown): void {
    this.#isClosed = true;
    this.#wasReset = error !== undefined;
    this.#ending ??= this.#wasReset ? "reset" : "fin";
    this.#changes.stir();
  }

  #flush(): void {
    const socket = this.#socket;
    if (socket === undefined || this.#isClosed) return;
    if (this.#unsent.length > 0) {
      const taken = Math.max(0, socket.write(this.#unsent));
      this.#unsent = this.#unsent.subarray(taken);
    }
    if (this.#unsent.length === 0 && this.#hasFinToSend) {
      this.#hasFinToSend = false;
      socket.shutdown();
    }
    this.#changes.stir();
  }

  async #waitFor(isSo: () => boolean, seconds: number, what: () => string): Promise<void> {
    const look = () => {
      if (isSo()) return true;
      if (this.#isClosed) throw new Error(`the connection is closed; ${this.#state()}`);
      return undefined;
    };
    await within(seconds, this.#changes.until(look), what);
  }

  #state(): string {
    return `${this.received} bytes came, end: ${this.#ending ?? "none"}, the last: ${JSON.stringify(this.text.slice(-80))}`;
  }
}
