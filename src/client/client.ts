/** One connection to a time server: questions out, replies in, matched by their order. */
import type { Socket } from "node:net";
import { LINE_BYTES } from "../protocol/limits.ts";
import { parseReply } from "../protocol/reply.ts";
import { escapeText } from "../text/escape.ts";
import { formatHostPort } from "../text/host-port.ts";
import { abortError, TimeError, type TimeErrorCode } from "./errors.ts";
import { cutOff, notJam, unasked } from "./faults.ts";
import { type Line, LineReader } from "./lines.ts";
import { milliseconds, type ResolvedOptions } from "./options.ts";
import { Question } from "./question.ts";
import { Queue } from "./queue.ts";
import { socketError } from "./socket-error.ts";
import type { TimeReply } from "./time-reply.ts";

export interface TimeOptions {
  /** For this reply, instead of the connection's `replyTimeoutMs`. */
  readonly timeoutMs?: number | undefined;
  /** Gives up this question alone; the connection and the other questions go on. */
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
  /** In the order in which they were asked, which is that of their replies. */
  readonly #questions = new Queue<Question>();
  /** Why nothing more can be asked. */
  #refusal: TimeError | undefined;
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
   * Asks for the time; many questions may be outstanding. Replies have no mark but their order, so one that does
   * not come in time ends the connection, and every outstanding question with it. An ERROR line ends only the
   * question that it answers, and an aborted question leaves the others as they are.
   *
   * Rejects with a TimeError, or a RangeError for an option. A rejection that nobody looks at is no unhandled one:
   * a server must not be able to end the process of a caller who awaits the answers one after another.
   */
  time(options: TimeOptions = {}): Promise<TimeReply> {
    const answer = this.#ask(options);
    answer.catch(() => {});
    return answer;
  }

  /** Waits for what is outstanding, says QUIT, and waits for the server to close, within bounds. Never rejects. */
  close(): Promise<void> {
    this.#closing ??= this.#quit();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #ask({ timeoutMs = this.#options.replyTimeoutMs, signal }: TimeOptions): Promise<TimeReply> {
    milliseconds("timeoutMs", timeoutMs);
    if (this.#refusal !== undefined) throw this.#refusal;
    if (signal?.aborted) throw abortError(signal);
    const onTimeout = () => this.#cut(this.#error("TIMEOUT", `did not reply within ${timeoutMs} ms`));
    const question = new Question({ timeoutMs, signal, onTimeout });
    this.#questions.push(question);
    this.#socket.write("TIME\r\n");
    return question.answer;
  }

  async #quit(): Promise<void> {
    this.#refusal ??= this.#error("CLOSED", "is not connected any more: this client was closed");
    await Promise.allSettled(Array.from(this.#questions, (question) => question.answer));
    if (!this.#socket.destroyed) this.#socket.end("QUIT\r\n");
    const timer = setTimeout(() => this.#socket.destroy(), this.#options.closeTimeoutMs);
    await this.#closed;
    clearTimeout(timer);
  }

  #receive(chunk: Uint8Array): void {
    this.#lines.push(chunk);
    while (!this.#socket.destroyed) {
      const line = this.#lines.next();
      switch (line.kind) {
        case "line":
          this.#take(line);
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

  /** Gives a whole line to the question that it answers. */
  #take({ text, bytes }: Line & { readonly kind: "line" }): void {
    const reply = parseReply(text);
    if (reply.kind === "other") {
      this.#fail(notJam(this.#server, bytes));
      return;
    }
    const question = this.#questions.shift();
    if (reply.kind === "error") {
      const received = escapeText(reply.message);
      const error = new TimeError("SERVER_ERROR", `${this.#server} answered with an error: ${received}`, {
        received,
      });
      if (question === undefined) this.#fail(error);
      else question.fail(error);
    } else if (question === undefined) this.#fail(unasked(this.#server, bytes));
    else question.reply(reply.text);
  }

  #error(code: TimeErrorCode, what: string): TimeError {
    return new TimeError(code, `${this.#server} ${what}`);
  }

  /** Ends the connection in the middle of what may be a line. */
  #cut(error: TimeError): void {
    this.#fail(cutOff(this.#server, error, this.#lines.rest));
  }

  /** Ends the connection, and everything that waits for it. */
  #fail(error: TimeError): void {
    this.#refusal ??= error;
    this.#socket.destroy();
    for (let question = this.#questions.shift(); question !== undefined; question = this.#questions.shift()) {
      question.fail(error);
    }
  }
}
