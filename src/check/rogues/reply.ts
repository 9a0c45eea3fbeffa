/** The reply to a time request: the right text, and a way to write wrong ones. */
import type { Moment } from "./moment.ts";

/** `hh:mm:ss` */
export function formatClock({ hour, minute, second }: Moment): string {
  return [hour, minute, second].map((field) => String(field).padStart(2, "0")).join(":");
}

/** A reply as its text, one byte a character (Latin-1). */
export function replyAs(format: (clock: string, moment: Moment) => string): (moment: Moment) => Buffer {
  return (moment) => Buffer.from(format(formatClock(moment), moment), "latin1");
}

export const rightReply = replyAs((clock) => `JAM ${clock}\r\n`);
