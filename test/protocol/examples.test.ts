import { describe, expect, test } from "bun:test";
import { byteByByte, type Conversation, converse, cutAt } from "./converse.ts";
import { type Example, readExamples } from "./examples.ts";

const examples = readExamples();

/** PROTOCOL.md, FRAME-4. */
const LINE_BYTES = 1024;

/** Bytes around a boundary at which a cut may be answered differently. */
const NEAR = 4;

/** Places near the ends, a CR, an LF or the longest line's end: in a short example every place. */
function placesNearBoundaries(sent: Buffer): readonly number[] {
  const lineEnds = [...sent.keys()].filter((at) => sent[at] === 10 || sent[at] === 13);
  const boundaries = [0, LINE_BYTES, sent.length, ...lineEnds];
  return placesWithin(sent).filter((place) => boundaries.some((at) => Math.abs(place - at) <= NEAR));
}

function placesWithin(sent: Buffer): readonly number[] {
  return Array.from({ length: Math.max(0, sent.length - 1) }, (_, index) => index + 1);
}

function expectAsWritten(conversation: Conversation, example: Example): void {
  // `equals` is fast; the comparison as text gives a readable message.
  if (!conversation.replies.equals(example.replies)) {
    expect(conversation.replies.toString("latin1")).toBe(example.replies.toString("latin1"));
  }
  const endsByItself = example.serverEnds && !example.clientEnds;
  if ((conversation.end !== undefined) !== endsByItself)
    expect(conversation.end).toBe(endsByItself ? "quit" : undefined);
}

test("PROTOCOL.md has examples for requests, errors, QUIT and the other protocols", () => {
  expect(examples.length).toBeGreaterThanOrEqual(20);
  expect(new Set(examples.map(({ title }) => title)).size).toBe(examples.length);
});

describe.each(examples.map((example) => [example.title, example] as const))(
  "PROTOCOL.md, %s:",
  (_, example) => {
    const options = { lenient: example.isLenient };
    const { sent } = example;

    test("sent whole it is answered as written", () => {
      expectAsWritten(converse([sent], options), example);
      expect(converse([sent], options).replies.equals(example.replies)).toBe(true);
    });

    test("sent byte by byte it is answered the same", () => {
      expectAsWritten(converse(byteByByte(sent), options), example);
      expect(converse(byteByByte(sent), options).replies.equals(example.replies)).toBe(true);
    });

    test("cut at two places, one of them near a boundary, it is answered the same", () => {
      const near = placesNearBoundaries(sent);
      expect(near.length).toBeGreaterThanOrEqual(Math.min(NEAR, sent.length - 1));
      for (const one of near) {
        for (const other of placesWithin(sent)) {
          const chunks = cutAt(sent, Math.min(one, other), Math.max(one, other));
          expectAsWritten(converse(chunks, options), example);
        }
      }
    });
  },
);
