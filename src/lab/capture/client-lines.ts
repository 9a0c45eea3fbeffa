/** A session's segments → the client's lines, each with the reply that it got, and the server's lines that none got. Pure. */
import type { LineTexts } from "./line-texts.ts";
import { lineAt, type ReplyLine, replyLinesOf, type StreamBegin } from "./reply-line.ts";
import type { StreamSegment } from "./stream-segment.ts";
import type { UnseenCause } from "./unseen.ts";
import { type PendingRequest, WaitingLines } from "./waiting-lines.ts";

export interface Lines {
  readonly requests: readonly PendingRequest[];
  readonly unasked: readonly ReplyLine[];
}

/** After missing bytes, a line that begins like this is not the end of another one. */
const BEGINS_WHOLE = /^(TIME|QUIT)/;

/** Walks the segments in order: the client's lines wait for a reply, and each reply is assigned to one of them. */
export function linesIn(segments: readonly StreamSegment[], begin: StreamBegin, texts: LineTexts): Lines {
  const replies = replyLinesOf(segments, begin);
  const waiting = new WaitingLines();
  const reader = new LineReader(waiting.lines, begin);
  const unasked: ReplyLine[] = [];
  const timesExpected = timesAskedIn(segments);
  let timesLeft = 0;
  for (const { text } of replies) if (texts.of(text).isTime) timesLeft += 1;
  let next = 0;
  let index = -1;
  for (const one of segments) {
    index += 1;
    if (one.segment.from === "client") {
      reader.read(one, index);
      continue;
    }
    for (let reply = replies[next]; reply?.index === index; reply = replies[++next]) {
      const { isTime } = texts.of(reply.text);
      const answered = waiting.assign(reply, isTime, timesExpected - timesLeft);
      if (isTime) timesLeft -= 1;
      if (answered === undefined) unasked.push(reply);
      // The server took `TIME` without a line end for a request: what follows is the next one.
      else if (!answered.isFinished && isTime && answered.text.startsWith("TIME")) reader.finish();
    }
  }
  return { requests: waiting.lines, unasked };
}

/** The client's lines as its segments come. */
class LineReader {
  readonly #lines: PendingRequest[];
  #line: PendingRequest | undefined;
  #last = "";
  /** Why the beginning of the next line may be missing. */
  #missing: UnseenCause | undefined;

  constructor(lines: PendingRequest[], begin: StreamBegin) {
    this.#lines = lines;
    this.#missing = begin;
  }

  read({ segment, bytes, from }: StreamSegment, index: number): void {
    if (segment.gapBefore > 0) this.#breakOff("gap");
    const own: readonly number[] = [index];
    let at = 0;
    while (at < bytes.length) {
      const lf = bytes.indexOf("\n", at);
      const end = lf < 0 ? bytes.length : lf + 1;
      this.#last = lineAt(bytes, at, end, this.#last);
      this.#add(this.#last, own, segment.at, from + end);
      if (lf >= 0) this.finish();
      at = end;
    }
    if (segment.truncated === 0) return;
    this.#add("", own, segment.at, from + bytes.length + segment.truncated);
    this.#breakOff("truncated");
  }

  finish(): void {
    if (this.#line !== undefined) this.#line.isFinished = true;
    this.#line = undefined;
  }

  #breakOff(why: UnseenCause): void {
    if (this.#line !== undefined) this.#line.unseen = why;
    this.finish();
    this.#missing = why;
  }

  /** @param own the segment's index, alone: most lines are in one segment, and share the list */
  #add(text: string, own: readonly number[], at: number, end: number): void {
    if (this.#line === undefined) {
      this.#line = this.#begin(text, own, at, end);
      return;
    }
    const line = this.#line;
    line.text += text;
    line.at = at;
    line.end = end;
    if (line.indexes.at(-1) !== own[0]) line.indexes = [...line.indexes, ...own];
  }

  #begin(text: string, indexes: readonly number[], at: number, end: number): PendingRequest {
    const unseen = this.#missing === undefined || BEGINS_WHOLE.test(text) ? undefined : this.#missing;
    this.#missing = undefined;
    const line: PendingRequest = { text, indexes, end, at, unseen, isFinished: false, reply: undefined };
    this.#lines.push(line);
    return line;
  }
}

/** Requests for the time that the client's bytes contain, and lines that may be ones. */
function timesAskedIn(segments: readonly StreamSegment[]): number {
  const own = segments.filter(({ segment }) => segment.from === "client");
  const text = own.map(({ bytes }) => bytes).join("");
  let count = own.filter(({ segment }) => segment.truncated > 0).length;
  for (let at = 0; at >= 0 && at < text.length; at = text.indexOf("\n", at) + 1 || text.length) {
    if (text.startsWith("TIME", at)) count += 1;
  }
  return count;
}
