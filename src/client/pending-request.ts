/** A request that was sent: its promise, timeout and abort. */
// An aborted request keeps its place among the outstanding ones, and its timeout, so that its late reply is read and
// dropped.
import { onAbort } from "./abort.ts";
import type { TimeError } from "./errors.ts";
import { makeTimeReply, type TimeReply } from "./time-reply.ts";

interface RequestOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly onTimeout: () => void;
}

export class PendingRequest {
  readonly response: Promise<TimeReply>;
  #sentAtMs = Number.NaN;
  readonly #timer: NodeJS.Timeout;
  readonly #ignoreSignal: () => void;
  #resolve: (reply: TimeReply) => void = () => {};
  #reject: (error: TimeError) => void = () => {};

  constructor({ timeoutMs, signal, onTimeout }: RequestOptions) {
    this.response = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = setTimeout(onTimeout, timeoutMs);
    this.#ignoreSignal = onAbort(signal, (error) => this.#reject(error));
  }

  /** To be called immediately before it is written. */
  send(): void {
    this.#sentAtMs = performance.now();
  }

  /** @param text after `JAM ` @param receivedAtMs when the last of its bytes had come */
  resolve(text: string, receivedAtMs: number): void {
    this.#finish();
    this.#resolve(makeTimeReply(text, this.#sentAtMs, receivedAtMs));
  }

  fail(error: TimeError): void {
    this.#finish();
    this.#reject(error);
  }

  #finish(): void {
    clearTimeout(this.#timer);
    this.#ignoreSignal();
  }
}
