/** The bytes of one reply against the assignment's clauses 1.d.i to 1.d.iii. Pure. */

import { escapeBytes } from "../../text/escape.ts";
import { fail, type Outcome, PASS } from "../outcome.ts";

const BYTE_ORDER_MARK = "\xef\xbb\xbf";
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** A reply cut into its parts; a byte-order mark fails `reply-utf8` only. */
interface Parts {
  /** Everything before the first digit. */
  readonly prefix: string;
  /** From there to the first CR or LF. */
  readonly time: string;
  /** The CRs and LFs there. */
  readonly end: string;
  /** What follows them. */
  readonly extra: string;
}

function partsOf(reply: string): Parts {
  const text = reply.startsWith(BYTE_ORDER_MARK) ? reply.slice(BYTE_ORDER_MARK.length) : reply;
  const [, prefix = "", time = "", end = "", extra = ""] =
    /^([^\d]*)([^\r\n]*)([\r\n]*)([\s\S]*)$/.exec(text) ?? [];
  return { prefix, time, end, extra };
}

/** 1.d.ii: `JAM`, one space, then a digit. */
export function judgePrefix(reply: string): Outcome {
  const { prefix } = partsOf(reply);
  return prefix === "JAM " ? PASS : fail("wrong-prefix", { prefix: escapeBytes(prefix) });
}

/** 1.d.iii: `hh:mm:ss` only. */
export function judgeFormat(reply: string): Outcome {
  const { time } = partsOf(reply);
  return TIME.test(time) ? PASS : fail("wrong-format", { text: escapeBytes(time) });
}

/** 1.d.iii: one CR LF, and nothing after it. */
export function judgeEnd(reply: string): Outcome {
  const { end, extra } = partsOf(reply);
  if (end !== "\r\n") return fail("wrong-end", { end: escapeBytes(end) });
  return extra === "" ? PASS : fail("more-after-end", { extra: escapeBytes(extra) });
}

/** 1.d.i: UTF-8, without a byte-order mark. */
export function judgeUtf8(reply: string): Outcome {
  const bytes = Buffer.from(reply, "latin1");
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return fail("not-utf8", { text: escapeBytes(reply) });
  }
  return reply.startsWith(BYTE_ORDER_MARK) ? fail("byte-order-mark") : PASS;
}
