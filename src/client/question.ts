/**
 * One question that was asked: its promise, its deadline, its abort. An aborted one keeps its place among the
 * outstanding, and its deadline, so that its late reply is taken off the line and given to nobody.
 */
import { onAbort } from "./abort.ts";
import type { TimeError } from "./errors.ts";
import { makeTimeReply, type TimeReply } from "./time-reply.ts";

interface QuestionOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly onTimeout: () => void;
}

export class Question {
  readonly answer: Promise<TimeReply>;
  readonly #askedAt = performance.now();
  readonly #timer: NodeJS.Timeout;
  readonly #ignoreSignal: () => void;
  #resolve: (reply: TimeReply) => void = () => {};
  #reject: (error: TimeError) => void = () => {};

  constructor({ timeoutMs, signal, onTimeout }: QuestionOptions) {
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = setTimeout(onTimeout, timeoutMs);
    this.#ignoreSignal = onAbort(signal, (error) => this.#reject(error));
  }

  reply(text: string): void {
    this.#settle();
    this.#resolve(makeTimeReply(text, performance.now() - this.#askedAt));
  }

  fail(error: TimeError): void {
    this.#settle();
    this.#reject(error);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#ignoreSignal();
  }
}
