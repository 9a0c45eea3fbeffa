/** What a client may receive, read strictly: whole lines and nothing else. */
import { expect } from "bun:test";

export const REQUEST = "TIME\r\n";
/** Bytes of `JAM hh:mm:ss` CR LF. */
export const REPLY_BYTES = 14;

const TIME_REPLY = /^JAM ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** The lines of a text in which every line ends with CR LF. */
function linesOf(text: string): readonly string[] {
  const lines = text.split("\r\n");
  expect(lines.pop()).toBe("");
  return lines;
}

/** Fails unless `text` is `count` time replies and not a byte more. */
export function expectTimes(text: string, count: number): void {
  const lines = linesOf(text);
  expect(lines.filter((line) => !TIME_REPLY.test(line))).toEqual([]);
  expect(lines.length).toBe(count);
}

/** Each line with `JAM time` for a time reply, so that a conversation can be compared as a whole. */
export function shapeOf(text: string): readonly string[] {
  return linesOf(text).map((line) => (TIME_REPLY.test(line) ? "JAM time" : line));
}
