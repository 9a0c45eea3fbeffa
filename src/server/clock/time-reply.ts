/** The reply to a time request now: this second's reply, formatted once a second, or the refusal (CLOCK-2). */
import { RepeatedReply } from "../../protocol/repeated-reply.ts";
import { formatErrorReply, formatTimeReply } from "../../protocol/reply.ts";
import { COUNTER } from "../counters.ts";
import type { RefusalSwitch } from "./refusal-switch.ts";

const REFUSAL = formatErrorReply("clock not synchronised");

export class CachedTimeReply {
  readonly #format: (epochMilliseconds: number) => string;
  readonly #refusal: RefusalSwitch;
  readonly #reply = new RepeatedReply();
  readonly #refusing = new RepeatedReply();
  #second = Number.NaN;

  constructor(format: (epochMilliseconds: number) => string, refusal: RefusalSwitch) {
    this.#format = format;
    this.#refusal = refusal;
    this.#refusing.set(REFUSAL);
  }

  /** @param epochMilliseconds now; it may also step back */
  at(epochMilliseconds: number): RepeatedReply {
    if (this.#refusal.isOn) return this.#refusing;
    const second = Math.floor(epochMilliseconds / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#reply.set(formatTimeReply(this.#format(epochMilliseconds)));
    }
    return this.#reply;
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
