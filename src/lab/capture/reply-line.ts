/** A server's bytes in a session → its reply lines, and the properties of a line. Pure. */
import type { StreamSegment } from "./stream-segment.ts";
import type { UnseenCause } from "./unseen.ts";

/** A reply as text, a character a byte, and the segment that ended it. */
export interface ReplyLine {
  readonly text: string;
  /** Index of its last segment in the session's list. */
  readonly index: number;
  /** Why it is not whole. */
  readonly unseen: UnseenCause | undefined;
}

/** The next line of some bytes: the last one again, without a copy, if it is the same. */
export function lineAt(bytes: string, at: number, end: number, last: string): string {
  return end - at === last.length && bytes.startsWith(last, at) ? last : bytes.slice(at, end);
}

const HOLDS_TIME = /\d{1,2}[:.]\d{2}/;
const RIGHT = /^JAM ([01]\d|2[0-3]):[0-5]\d:[0-5]\d\r\n$/;

/** After missing bytes, a line that begins like this is not the end of another one. */
const BEGINS_WHOLE = /^(JAM|ERROR)\b/;

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

/** How the server's bytes begin: `begins-before` if the capture began in the middle of the session. */
export type StreamBegin = Extract<UnseenCause, "begins-before"> | undefined;

/**
 * Lines end at LF; without one, a reply ends before the client's next data, before the next `JAM`, and where bytes
 * are missing.
 */
export function replyLinesOf(segments: readonly StreamSegment[], begin: StreamBegin): readonly ReplyLine[] {
  const lines: ReplyLine[] = [];
  let rest = "";
  let restIndex = -1;
  let last = "";
  let clientSent = false;
  /** Why the beginning of the next line may be missing. */
  let missing: UnseenCause | undefined = begin;
  const add = (text: string, index: number, unseen?: UnseenCause) => {
    const isWhole = missing === undefined || BEGINS_WHOLE.test(text);
    addLine(lines, { text, index, unseen: unseen ?? (isWhole ? undefined : missing) });
    missing = undefined;
  };
  const flush = (unseen?: UnseenCause) => {
    if (rest !== "") add(rest, restIndex, unseen);
    rest = "";
  };
  let index = -1;
  for (const { segment, bytes } of segments) {
    index += 1;
    if (segment.from === "client") {
      clientSent = true;
      continue;
    }
    if (segment.gapBefore > 0) {
      flush("gap");
      missing = "gap";
    }
    if (
      rest !== "" &&
      HOLDS_TIME.test(rest) &&
      !/^[\r\n]/.test(bytes) &&
      (clientSent || bytes.startsWith("JAM"))
    )
      flush();
    clientSent = false;
    restIndex = index;
    let from = 0;
    for (let end = bytes.indexOf("\n"); end >= 0; end = bytes.indexOf("\n", from)) {
      last = rest === "" ? lineAt(bytes, from, end + 1, last) : rest + bytes.slice(from, end + 1);
      add(last, index);
      rest = "";
      from = end + 1;
    }
    rest += bytes.slice(from);
    if (segment.truncated > 0) {
      if (rest === "") add("", index, "truncated");
      flush("truncated");
      missing = "truncated";
    }
  }
  flush();
  return lines;
}

/** An empty line after another in one segment is part of its end: one CR LF too many. */
function addLine(lines: ReplyLine[], line: ReplyLine): void {
  const before = lines.at(-1);
  const isEmpty = line.text.length <= 2 && line.text.trim() === "";
  if (isEmpty && line.unseen === undefined && before?.index === line.index) {
    lines[lines.length - 1] = { ...before, text: before.text + line.text };
  } else lines.push(line);
}
