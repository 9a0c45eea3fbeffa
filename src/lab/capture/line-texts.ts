/** A line of the client or the server → how reports show it, and what it is: each text is looked at once. */
import { escapeBytes } from "../../text/escape.ts";
import { isRightReply } from "./reply-line.ts";
import { kindOf } from "./request-line.ts";
import type { RequestReply } from "./session.ts";
import { type ZonedTime, zonedTimeOf } from "./utc-offsets.ts";

interface LineText {
  /** With CR, LF and unprintable bytes escaped. */
  readonly shown: string;
  readonly hex: string;
  readonly kind: RequestReply["kind"];
  readonly isRight: boolean;
}

/** Thousands of requests and replies have a few texts; of others no more are kept. */
const MOST_TEXTS = 1000;

export class LineTexts {
  readonly #texts = new Map<string, LineText>();
  readonly #clocks = new Map<string, ZonedTime | undefined>();

  /** @param text one character a byte */
  of(text: string): LineText {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const made = {
      shown: escapeBytes(text),
      hex: Buffer.from(text, "latin1").toString("hex"),
      kind: kindOf(text),
      isRight: isRightReply(text),
    };
    if (this.#texts.size < MOST_TEXTS) this.#texts.set(text, made);
    return made;
  }

  /** @param time seconds since 1970 */
  clock(text: string, time: number): ZonedTime | undefined {
    const key = `${Math.floor(time)} ${text}`;
    if (this.#clocks.has(key)) return this.#clocks.get(key);
    const reading = zonedTimeOf(text, time);
    if (this.#clocks.size < MOST_TEXTS) this.#clocks.set(key, reading);
    return reading;
  }
}
