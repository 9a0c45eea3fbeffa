/** A server's bytes in a session → its reply lines, and the properties of a line. Pure. */
import type { Segment } from "./facts.ts";
import { bytesAsText } from "./stream.ts";
import { zonedTimeOf } from "./utc-offsets.ts";

/** A reply as text, a character a byte, and the segment that ended it. */
export interface ReplyLine {
  readonly text: string;
  /** Index of its last segment in the session's list. */
  readonly index: number;
}

const HOLDS_TIME = /\d{1,2}[:.]\d{2}/;
const RIGHT = /^JAM ([01]\d|2[0-3]):[0-5]\d:[0-5]\d\r\n$/;

/** Whether a reply is meant as the time, in whatever format. */
export function looksLikeTime(text: string): boolean {
  return /^\W*jam\b/i.test(text) || HOLDS_TIME.test(text);
}

/** `JAM`, one space, then hours and minutes with a separator, but not the day and month of a date. */
const TIME_BEGINS = /^JAM \d{1,2}(:\d{2}|\.\d{2}(?!\.\d{4}|\.\d{2}[ ,T]+\d))/;

export function beginsWithTime(text: string): boolean {
  return TIME_BEGINS.test(text);
}

export function isRightReply(text: string): boolean {
  return RIGHT.test(text);
}

/** Lines end at LF; without one, a reply ends before the client's next data or the next `JAM`. */
export function replyLinesOf(segments: readonly Segment[]): readonly ReplyLine[] {
  const lines: ReplyLine[] = [];
  let rest = "";
  let restIndex = -1;
  let clientSent = false;
  const flush = () => {
    if (rest !== "") lines.push({ text: rest, index: restIndex });
    rest = "";
  };
  for (const [index, segment] of segments.entries()) {
    if (segment.from === "client") {
      clientSent = true;
      continue;
    }
    const text = bytesAsText(segment.hex);
    if (HOLDS_TIME.test(rest) && !/^[\r\n]/.test(text) && (clientSent || text.startsWith("JAM"))) flush();
    clientSent = false;
    const parts = (rest + text).split(/(?<=\n)/);
    rest = parts.at(-1)?.endsWith("\n") ? "" : (parts.pop() ?? "");
    restIndex = index;
    for (const part of parts) addLine(lines, part, index);
  }
  flush();
  return lines;
}

/** An empty line after another in one segment is part of its end: one CR LF too many. */
function addLine(lines: ReplyLine[], text: string, index: number): void {
  const before = lines.at(-1);
  if (text.trim() === "" && before?.index === index) {
    lines[lines.length - 1] = { text: before.text + text, index };
  } else lines.push({ text, index });
}

/** Whole seconds between the time shown and the packet's own, in the time zone that explains it best. */
export function clockDifferenceOf(text: string, packetTime: number): number | undefined {
  return zonedTimeOf(text, packetTime)?.difference;
}
