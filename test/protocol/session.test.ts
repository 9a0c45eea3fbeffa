import { expect, test } from "bun:test";
import fc from "fast-check";
import { ANSWER_BYTES, REPLY_BYTES } from "../../src/protocol/answer.ts";
import { byteByByte, converse, cutAt } from "./converse.ts";
import { readNaively } from "./naive-reading.ts";

/** What clients send: correct lines, nearly correct ones, noise, and the first bytes of other protocols. */
const line = fc.oneof(
  { weight: 6, arbitrary: fc.constant("TIME") },
  {
    weight: 2,
    arbitrary: fc.constantFrom("TIME ", "TIMER", "TIME\r", "QUIT", "QUIT \t", "QUITE", "TIM", "time", ""),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "GET / HTTP/1.1",
      "SSH-2.0",
      "OPTIONS * RTSP/1.0",
      "\x16\x03\x01",
      "\x16",
      "SSH",
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "\xff\xfb\x1fTIME",
      "\xef\xbb\xbfTIME",
      "\0TIME",
      "QUIT\0",
      "\0\x06TIME",
      "T\0I\0M\0E\0\r\0",
      "\0\0\0Q\0\0\0U\0\0\0I\0\0\0T",
      "QUIT\r\0",
      "TIME\\r\\n",
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary-ascii", maxLength: 12 }) },
  { weight: 1, arbitrary: fc.nat({ max: 8 }).map((more) => "A".repeat(1019 + more)) },
);
const terminator = fc.oneof(
  { weight: 8, arbitrary: fc.constant("\r\n") },
  { weight: 1, arbitrary: fc.constantFrom("\n", "\r", "", "\r\r\n", "\n\r") },
);
const stream = fc
  .array(fc.tuple(line, terminator), { maxLength: 40 })
  .map((lines) => Buffer.from(lines.map(([text, end]) => text + end).join(""), "latin1"));
const cuts = fc.array(fc.nat({ max: 3000 }), { maxLength: 12 });

function cutInto(bytes: Buffer, places: readonly number[]) {
  const inside = places.map((place) => place % (bytes.length + 1)).sort((left, right) => left - right);
  return cutAt(bytes, ...inside);
}

test("any stream, cut anywhere, is answered like a naive reading of PROTOCOL.md", () => {
  fc.assert(
    fc.property(stream, cuts, fc.boolean(), (bytes, places, lenient) => {
      const expected = readNaively(bytes, lenient);
      const { replies, end, time, refused } = converse(cutInto(bytes, places), { lenient });
      expect({ replies: replies.toString("latin1"), end, time, refused }).toEqual(expected);
    }),
    { numRuns: 20_000 },
  );
});

test("a stream that is cut byte by byte is answered like the whole one", () => {
  fc.assert(
    fc.property(stream, fc.boolean(), (bytes, lenient) => {
      const whole = converse([bytes], { lenient });
      const pieces = converse(byteByByte(bytes), { lenient });
      expect(pieces.replies.equals(whole.replies)).toBe(true);
      expect(pieces.end).toBe(whole.end);
    }),
    { numRuns: 2_000 },
  );
});

test("an answer stays within its limit, however many requests one chunk holds, and no reply is lost", () => {
  const requests = Buffer.from("TIME\r\n".repeat(100_000));
  const errors = Buffer.from("\n".repeat(100_000));
  const mixed = Buffer.from("TIME\r\nX\r\n\n".repeat(20_000));
  for (const chunk of [requests, errors, mixed, Buffer.concat([Buffer.from("X\r\n"), requests])]) {
    const expected = readNaively(chunk, false);
    const conversation = converse([chunk]);
    expect(Math.max(...conversation.answerLengths)).toBeLessThanOrEqual(ANSWER_BYTES + REPLY_BYTES);
    expect(conversation.replies.toString("latin1") === expected.replies).toBe(true);
  }
});

test("a run of requests is answered the same wherever a cut or another line is in it", () => {
  const run = "TIME\r\n".repeat(50);
  for (const other of ["", "X\r\n", "\r\n", "TIME x\r\n", "\n"]) {
    const bytes = Buffer.from(run + other + run);
    const expected = readNaively(bytes, false).replies;
    for (let place = 0; place <= bytes.length; place++) {
      expect(converse(cutAt(bytes, place)).replies.toString("latin1")).toBe(expected);
    }
  }
});
