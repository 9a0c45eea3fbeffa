/** Bytes and lines of a session → how reports show them, and what they are: each text is looked at once. */
import { escapeBytes } from "../../text/escape.ts";
import { type ClockReading, clockReading } from "./clock.ts";
import { isRightReply } from "./reply-line.ts";
import { kindOf } from "./request-line.ts";
import type { RequestReply } from "./session.ts";
import { bytesAsText } from "./stream.ts";

interface LineText {
  /** With CR, LF and unprintable bytes escaped. */
  readonly shown: string;
  readonly hex: string;
  readonly kind: RequestReply["kind"];
  readonly isRight: boolean;
}

interface PayloadText {
  /** One character a byte. */
  readonly bytes: string;
  readonly shown: string;
}

/** Thousands of requests and replies have a few texts; of others no more are kept. */
const MOST_TEXTS = 1000;
const LONGEST_KEPT = 256;

export class LineTexts {
  readonly #payloads = new Map<string, PayloadText>();
  readonly #texts = new Map<string, LineText>();
  readonly #clocks = new Map<string, ClockReading | undefined>();

  payload(hex: string): PayloadText {
    const known = this.#payloads.get(hex);
    if (known !== undefined) return known;
    const bytes = bytesAsText(hex);
    const made = { bytes, shown: escapeBytes(bytes) };
    if (hex.length <= LONGEST_KEPT && this.#payloads.size < MOST_TEXTS) this.#payloads.set(hex, made);
    return made;
  }

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
    if (text.length <= LONGEST_KEPT && this.#texts.size < MOST_TEXTS) this.#texts.set(text, made);
    return made;
  }

  /** @param time seconds since 1970 */
  clock(text: string, time: number): ClockReading | undefined {
    const key = `${Math.floor(time)} ${text}`;
    if (this.#clocks.has(key)) return this.#clocks.get(key);
    const reading = clockReading(text, time);
    if (this.#clocks.size < MOST_TEXTS) this.#clocks.set(key, reading);
    return reading;
  }
}
