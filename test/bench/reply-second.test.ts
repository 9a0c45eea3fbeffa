import { expect, test } from "bun:test";
import fc from "fast-check";
import {
  formatSecond,
  mod,
  parseReplySecond,
  secondsAfter,
  zoneOffset,
} from "../../src/bench/reply-second.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const seconds = fc.integer({ min: 0, max: 86_399 });

test("every second of the day is read back from its reply", () => {
  fc.assert(
    fc.property(seconds, fc.string({ maxLength: 5 }), (second, before) => {
      const prefix = bytes(before);
      const reply = new Uint8Array([...prefix, ...bytes(`JAM ${formatSecond(second)}\r\n`)]);
      expect(parseReplySecond(reply, prefix.length)).toBe(second);
    }),
  );
});

test("anything but an exact reply is refused", () => {
  const right = "JAM 10:20:30\r\n";
  const wrong = [
    "",
    "JAM 10:20:3",
    "jam 10:20:30\r\n",
    "JAM 24:00:00\r\n",
    "JAM 10:60:00\r\n",
    "JAM 10:20:60\r\n",
  ];
  const more = ["JAM 1a:20:30\r\n", "JAM 10-20:30\r\n", "JAM 10:20:30\n\r", "JAM  1:20:30\r\n"];
  expect(parseReplySecond(bytes(right), 0)).toBe(37_230);
  for (const text of [...wrong, ...more])
    expect(`${text}: ${parseReplySecond(bytes(text), 0)}`).toBe(`${text}: -1`);
});

test("the distance of two seconds takes the shorter way around the day", () => {
  expect(secondsAfter(5, 3)).toBe(2);
  expect(secondsAfter(3, 5)).toBe(-2);
  expect(secondsAfter(1, 86_399)).toBe(2);
  expect(secondsAfter(86_399, 1)).toBe(-2);
});

test("a zone is learned from one reply up to 7 minutes off, also around midnight", () => {
  const steps = fc.integer({ min: -47, max: 47 });
  fc.assert(
    fc.property(seconds, steps, fc.integer({ min: -449, max: 449 }), (utc, step, error) => {
      expect(zoneOffset(mod(utc + step * 900 + error), utc)).toBe(step * 900 + 0);
    }),
  );
});
