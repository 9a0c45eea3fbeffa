/** One connection to a time server: requests out, replies in, matched by their order. */
import type { Socket } from "node:net";
import { LINE_BYTES } from "../protocol/limits.ts";
import { parseReply } from "../protocol/reply.ts";
import { escapeText } from "../text/escape.ts";
import { formatHostPort } from "../text/host-port.ts";
import { abortError, TimeError, type TimeErrorCode } from "./errors.ts";
import { type Line, LineReader } from "./lines.ts";
import { milliseconds, type ResolvedOptions } from "./options.ts";
import { PendingRequest } from "./pending-request.ts";
import { Queue } from "./queue.ts";
import { cutOff, notJam, unsolicited } from "./reply-errors.ts";
import { socketError } from "./socket-error.ts";
import type { TimeReply } from "./time-reply.ts";

export interface TimeOptions {
  /** For this reply, instead of the connection's `replyTimeoutMs`. */
  readonly timeoutMs?: number | undefined;
  /** Aborts this request alone; the connection and the other requests continue. */
  readonly signal?: AbortSignal | undefined;
}

export class TimeClient implements AsyncDisposable {
  readonly host: string;
  readonly port: number;
  readonly #options: ResolvedOptions;
  readonly #server: string;
  readonly #socket: Socket;
  readonly #closed: Promise<void>;
  readonly #lines = new LineReader();
  /** In the order in which they were sent, which is that of their replies. */
  readonly #pending = new Queue<PendingRequest>();
  /** Why no further request can be sent. */
  #failure: TimeError | undefined;
  #closing: Promise<void> | undefined;

  /** @param socket connected, with nothing read from it yet */
  constructor(socket: Socket, options: ResolvedOptions) {
    this.host = options.host;
    this.port = options.port;
    this.#options = options;
    this.#server = formatHostPort(options.host, options.port);
    this.#socket = socket;
    this.#closed = new Promise((resolve) => socket.once("close", () => resolve()));
    socket.on("data", (chunk) => this.#receive(chunk));
    socket.on("error", (error) => this.#cut(socketError(error, this.#server)));
    const onEnd = () => this.#cut(this.#error("CLOSED", "closed the connection before the reply"));
    socket.on("end", onEnd);
    socket.on("close", onEnd);
  }

  /**
   * Asks for the time; many requests may be outstanding. Replies are matched by their order alone, so a late one
   * ends the connection, and every outstanding request with it. An ERROR line fails only the request that it
   * answers, and an aborted request leaves the others as they are.
   *
   * Rejects with a TimeError, or a RangeError for an option. A rejection that is never awaited is not an unhandled
   * one: a server must not be able to end the process of a caller that awaits the replies one after another.
   */
  time(options: TimeOptions = {}): Promise<TimeReply> {
    const reply = this.#request(options);
    reply.catch(() => {});
    return reply;
  }

  /** Waits for outstanding replies, sends QUIT, and waits for the server to close, each with a timeout. Never rejects. */
  close(): Promise<void> {
    this.#closing ??= this.#quit();
    return this.#closing;
  }

  /** Closes at once, without QUIT. @param error with which outstanding and later requests fail; CLOSED if left out */
  destroy(error?: TimeError): void {
    this.#fail(error ?? this.#error("CLOSED", "is no longer connected: this client was destroyed"));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #request({ timeoutMs = this.#options.replyTimeoutMs, signal }: TimeOptions): Promise<TimeReply> {
    milliseconds("timeoutMs", timeoutMs);
    if (this.#failure !== undefined) throw this.#failure;
    if (signal?.aborted) throw abortError(signal);
    const onTimeout = () => this.#cut(this.#error("TIMEOUT", `did not reply within ${timeoutMs} ms`));
    const request = new PendingRequest({ timeoutMs, signal, onTimeout });
    this.#pending.push(request);
    request.send();
    this.#socket.write("TIME\r\n");
    return request.response;
  }

  async #quit(): Promise<void> {
    this.#failure ??= this.#error("CLOSED", "is no longer connected: this client was closed");
    await Promise.allSettled(Array.from(this.#pending, ({ response }) => response));
    if (!this.#socket.destroyed) this.#socket.end("QUIT\r\n");
    const timer = setTimeout(() => this.#socket.destroy(), this.#options.closeTimeoutMs);
    await this.#closed;
    clearTimeout(timer);
  }

  #receive(chunk: Uint8Array): void {
    const receivedAtMs = performance.now();
    this.#lines.push(chunk);
    while (!this.#socket.destroyed) {
      const line = this.#lines.next();
      switch (line.kind) {
        case "line":
          this.#take(line, receivedAtMs);
          break;
        case "bare-lf":
          this.#fail(notJam(this.#server, line.bytes));
          break;
        case "too-long":
          this.#cut(this.#error("LINE_TOO_LONG", `sent a line of more than ${LINE_BYTES} bytes`));
          break;
        case "need-more":
          return;
      }
    }
  }

  /** Gives a whole line to the request that it answers. */
  #take({ text, bytes }: Line & { readonly kind: "line" }, receivedAtMs: number): void {
    const reply = parseReply(text);
    if (reply.kind === "other") {
      this.#fail(notJam(this.#server, bytes));
      return;
    }
    const request = this.#pending.shift();
    if (reply.kind === "error") {
      const received = escapeText(reply.message);
      const error = new TimeError("SERVER_ERROR", `${this.#server} answered with an error: ${received}`, {
        received,
      });
      if (request === undefined) this.#fail(error);
      else request.fail(error);
    } else if (request === undefined) this.#fail(unsolicited(this.#server, bytes));
    else request.resolve(reply.text, receivedAtMs);
  }

  #error(code: TimeErrorCode, what: string): TimeError {
    return new TimeError(code, `${this.#server} ${what}`);
  }

  /** Ends the connection, perhaps in the middle of a line. */
  #cut(error: TimeError): void {
    this.#fail(cutOff(this.#server, error, this.#lines.rest));
  }

  /** Ends the connection, and fails every outstanding request. */
  #fail(error: TimeError): void {
    this.#failure ??= error;
    this.#socket.destroy();
    for (let request = this.#pending.shift(); request !== undefined; request = this.#pending.shift()) {
      request.fail(error);
    }
  }
}
