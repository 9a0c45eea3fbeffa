/** The reply to a time request now: this second's reply, formatted once a second ahead of it, or the refusal (CLOCK-2). */
import { RepeatedReply } from "../../protocol/repeated-reply.ts";
import { formatErrorReply, formatTimeReply } from "../../protocol/reply.ts";
import { COUNTER } from "../counters.ts";
import type { RefusalSwitch } from "./refusal-switch.ts";

const REFUSAL = formatErrorReply("clock not synchronised");

export class CachedTimeReply {
  readonly #format: (epochMilliseconds: number) => string;
  readonly #refusal: RefusalSwitch;
  readonly #soon: (act: () => void) => void;
  #reply = new RepeatedReply();
  #second = Number.NaN;
  #next = new RepeatedReply();
  #nextSecond = Number.NaN;
  readonly #refusing = new RepeatedReply();

  /**
   * @param soon does it once the requests that are being answered have their replies. Formatting takes 0.05 to 1.5 ms on
   * a thread that rests, and the first request of a second would wait for it
   */
  constructor(
    format: (epochMilliseconds: number) => string,
    refusal: RefusalSwitch,
    soon: (act: () => void) => void,
  ) {
    this.#format = format;
    this.#refusal = refusal;
    this.#soon = soon;
    this.#refusing.set(REFUSAL);
  }

  /** @param epochMilliseconds now; it may also step back */
  at(epochMilliseconds: number): RepeatedReply {
    if (this.#refusal.isOn) return this.#refusing;
    const second = Math.floor(epochMilliseconds / 1000);
    if (second !== this.#second) this.#turnTo(second);
    return this.#reply;
  }

  #turnTo(second: number): void {
    if (second !== this.#nextSecond) this.#prepare(second);
    [this.#reply, this.#next] = [this.#next, this.#reply];
    this.#second = second;
    this.#nextSecond = Number.NaN;
    this.#soon(this.#prepareNext);
  }

  readonly #prepareNext = (): void => {
    if (this.#nextSecond !== this.#second + 1) this.#prepare(this.#second + 1);
  };

  #prepare(second: number): void {
    this.#nextSecond = second;
    this.#next.set(formatTimeReply(this.#format(second * 1000)));
  }

  /** Whether a reply of `at` is the refusal. */
  isRefusal(reply: RepeatedReply): boolean {
    return reply === this.#refusing;
  }

  /** @returns the COUNTER of requests that were answered with this reply */
  counterOf(reply: RepeatedReply): number {
    return this.isRefusal(reply) ? COUNTER.unsynchronised : COUNTER.requests;
  }
}
