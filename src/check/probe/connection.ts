/** One connection to the judged server: send, wait, and distinguish closed, reset and silent. Judges nothing. */

import { JudgeError } from "../outcome.ts";
import { isListeningHere } from "../target/listening-here.ts";
import { OUR_FAULTS } from "../target/our-faults.ts";
import { type Address, routeError } from "../target/route.ts";
import { closeFirst, closeSecond, forget, prepare } from "./lingering.ts";
import { Patience } from "./patience.ts";
import type { Trace } from "./trace.ts";

/** Why there is no connection. */
export type NoConnection = "refused" | "not-accepted";

/** Bytes kept of what a server sends on one connection. */
const MAX_KEPT = 1 << 20;

export class Connection {
  /** How the server ended the connection, once it did. */
  ending: "closed" | "reset" | undefined;
  /** What it sent, a character a byte. */
  text = "";
  connectMs = 0;
  /** Our side's. */
  local: Address | undefined;
  /** Since when nothing has come, in `performance.now()`. */
  lastAt = performance.now();

  readonly #trace: Trace;
  readonly #number: number;
  #socket: Bun.Socket | undefined;
  /** After our own close, events of the socket are not the server's doing. */
  #isClosedByUs = false;
  #hasEnded = false;
  #wake = Promise.withResolvers<void>();

  private constructor(trace: Trace) {
    this.#trace = trace;
    this.#number = trace.nextConnection();
  }

  /** @throws {JudgeError} for a failure of this machine, not of the server */
  static async open(address: Address, trace: Trace, withinMs: number): Promise<Connection | NoConnection> {
    const connection = new Connection(trace);
    const opening = Bun.connect({
      hostname: address.ip,
      port: address.port,
      allowHalfOpen: true,
      socket: {
        data: (_, bytes) => connection.#receive(bytes),
        end: () => connection.#end("closed"),
        // The server's FIN is reported as `end`, except after our own FIN: then only `close` is called.
        close(socket, error) {
          forget(socket);
          connection.#end(connection.#hasEnded && error === undefined ? "closed" : "reset");
        },
        drain: () => connection.#notify(),
        error() {},
      },
    });
    const startedAt = performance.now();
    try {
      connection.#socket = await new Patience(withinMs).wait(opening);
    } catch (error) {
      const reported = error instanceof Error && "code" in error ? String(error.code) : "UNKNOWN";
      // Bun reports ECONNREFUSED even if the machine could not send a SYN.
      const code = reported === "ECONNREFUSED" ? await routeError(address) : reported;
      const ours = OUR_FAULTS[code ?? ""];
      if (code !== undefined && ours !== undefined) throw new JudgeError(code, ours);
      if (isListeningHere(address)) return connection.#resetAtOnce();
      trace.note(connection.#number, "refused");
      return "refused";
    }
    if (connection.#socket === undefined) {
      connection.#isClosedByUs = true;
      opening.then(closeFirst, () => {}); // accepted too late to be used
      trace.note(connection.#number, "not-accepted");
      return "not-accepted";
    }
    if (isSelfConnected(connection.#socket)) {
      connection.#isClosedByUs = true;
      connection.#socket.terminate();
      trace.note(connection.#number, "refused");
      return "refused";
    }
    connection.connectMs = performance.now() - startedAt;
    connection.local = { ip: connection.#socket.localAddress, port: connection.#socket.localPort };
    prepare(connection.#socket);
    trace.note(connection.#number, "connected");
    return connection;
  }

  /** Sends all the bytes; false if the server did not take all of them in time. */
  async send(bytes: string | Uint8Array, withinMs = 2_000): Promise<boolean> {
    const data = Buffer.from(bytes as Uint8Array);
    this.#trace.note(this.#number, "sent", data);
    const patience = new Patience(withinMs);
    let sent = 0;
    while (sent < data.length && this.ending === undefined) {
      const taken = this.#socket?.write(data, sent, data.length - sent) ?? -1;
      if (taken < 0) return false;
      sent += taken;
      if (sent < data.length && !(await this.#change(patience))) return false;
    }
    return sent === data.length;
  }

  /** Waits until the condition holds. False if time runs out or the server ends the connection first. */
  async until(condition: () => boolean, withinMs: number): Promise<boolean> {
    const patience = new Patience(withinMs);
    while (!condition()) {
      if (this.ending !== undefined || !(await this.#change(patience))) {
        if (this.ending === undefined) this.#trace.note(this.#number, "silence");
        return condition();
      }
    }
    return true;
  }

  /** Waits until nothing has arrived for `forMs`, or the server ends the connection; at most ten times as long. */
  async untilSilent(forMs: number): Promise<void> {
    const deadline = performance.now() + 10 * forMs;
    const from = performance.now();
    while (this.ending === undefined && performance.now() < deadline) {
      const silentAt = Math.max(this.lastAt, from) + forMs;
      if (performance.now() >= silentAt) break;
      await this.#change(new Patience(silentAt - performance.now()));
    }
    if (this.ending === undefined) this.#trace.note(this.#number, "silence");
  }

  /** Our FIN; the server can still answer. */
  end(): void {
    this.#trace.note(this.#number, "we-ended");
    this.#hasEnded = true;
    this.#socket?.shutdown();
  }

  /** Our reset. */
  reset(): void {
    this.#trace.note(this.#number, "we-reset");
    this.#isClosedByUs = true;
    this.#socket?.terminate();
  }

  /** Closes the connection, as a client does that has its reply: no reset reaches the server's program. */
  close(): void {
    const isOpen = !this.#isClosedByUs && this.ending !== "reset";
    this.#isClosedByUs = true;
    if (!isOpen || this.#socket === undefined) return;
    // After both FINs the runtime has closed the socket.
    if (this.ending === undefined) closeFirst(this.#socket);
    else if (!this.#hasEnded) closeSecond(this.#socket);
  }

  /** Waits for the next event; false if time runs out first. */
  async #change(patience: Patience): Promise<boolean> {
    if (patience.isOver()) return false;
    const timer = setTimeout(() => this.#notify(), patience.leftMs);
    await this.#wake.promise;
    clearTimeout(timer);
    return !patience.isOver();
  }

  /** Accepted and reset before the runtime reported the connection: the runtime calls that refused as well. */
  #resetAtOnce(): Connection {
    this.#trace.note(this.#number, "connected");
    this.#end("reset");
    return this;
  }

  #receive(bytes: Buffer): void {
    if (this.#isClosedByUs) return;
    this.#trace.note(this.#number, "received", bytes);
    if (this.text.length < MAX_KEPT) this.text += bytes.toString("latin1");
    this.lastAt = performance.now();
    this.#notify();
  }

  #end(ending: "closed" | "reset"): void {
    if (this.ending !== undefined || this.#isClosedByUs) return;
    this.ending = ending;
    this.#trace.note(this.#number, ending);
    this.#notify();
  }

  #notify(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }
}

/** If nothing listens on a port of the ephemeral range (45000 is in Linux's), a client may dial from it: to itself. */
function isSelfConnected({ localPort, remotePort, localAddress, remoteAddress }: Bun.Socket): boolean {
  return localPort === remotePort && localAddress === remoteAddress;
}
