import { describe, expect, test } from "bun:test";
import { byteByByte, type Conversation, converse, cutAt } from "./converse.ts";
import { type Example, readExamples } from "./examples.ts";

const examples = readExamples();

function expectAsWritten(conversation: Conversation, example: Example): void {
  // Compared as text first, for a message that can be read; most of the work is done by `equals`.
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

    test("cut at every pair of places it is answered the same", () => {
      let pairs = 0;
      for (let first = 1; first < sent.length; first++) {
        for (let second = first; second < sent.length; second++) {
          expectAsWritten(converse(cutAt(sent, first, second), options), example);
          pairs++;
        }
      }
      expect(pairs).toBe((sent.length * (sent.length - 1)) / 2);
    });
  },
);
