/** The reply of the present second, made once a second. */
import { RepeatedReply } from "../protocol/repeated-reply.ts";
import { formatTimeReply } from "../protocol/reply.ts";

export class ReplyClock {
  readonly #format: (epochMilliseconds: number) => string;
  readonly #reply = new RepeatedReply();
  #second = Number.NaN;

  constructor(format: (epochMilliseconds: number) => string) {
    this.#format = format;
  }

  /** @param epochMilliseconds now; it may also step back */
  at(epochMilliseconds: number): RepeatedReply {
    const second = Math.floor(epochMilliseconds / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#reply.set(formatTimeReply(this.#format(epochMilliseconds)));
    }
    return this.#reply;
  }
}
