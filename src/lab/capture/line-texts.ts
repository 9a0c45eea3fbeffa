/** Bytes and lines of a session → how reports show them, and what they are: each text is looked at once. */
import { escapeBytes } from "../../text/escape.ts";
import { type ClockReading, clockReading } from "./clock.ts";
import { isRightReply, looksLikeTime } from "./reply-line.ts";
import { kindOf } from "./request-line.ts";
import type { RequestReply } from "./session.ts";

interface LineText {
  /** With CR, LF and unprintable bytes escaped. */
  readonly shown: string;
  readonly hex: string;
  readonly kind: RequestReply["kind"];
  readonly isRight: boolean;
  /** A reply that is meant as the time. */
  readonly isTime: boolean;
  /** The clock that the text shows, and the second in which that was computed. */
  clock: ClockReading | undefined;
  second: number | undefined;
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

  payload(hex: string): PayloadText {
    const known = this.#payloads.get(hex);
    if (known !== undefined) return known;
    const bytes = Buffer.from(hex, "hex").toString("latin1");
    const made = { bytes, shown: escapeBytes(bytes) };
    if (hex.length <= LONGEST_KEPT && this.#payloads.size < MOST_TEXTS) this.#payloads.set(hex, made);
    return made;
  }

  /** @param text one character a byte */
  of(text: string): LineText {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const made: LineText = {
      shown: escapeBytes(text),
      hex: Buffer.from(text, "latin1").toString("hex"),
      kind: kindOf(text),
      isRight: isRightReply(text),
      isTime: looksLikeTime(text),
      clock: undefined,
      second: undefined,
    };
    if (text.length <= LONGEST_KEPT && this.#texts.size < MOST_TEXTS) this.#texts.set(text, made);
    return made;
  }

  /** @param time seconds since 1970 */
  clock(text: string, time: number): ClockReading | undefined {
    const known = this.of(text);
    const second = Math.floor(time);
    if (known.second === second) return known.clock;
    known.second = second;
    known.clock = clockReading(text, time);
    return known.clock;
  }
}
