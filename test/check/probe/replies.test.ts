/** What in a text is a reply: tables, and the stream cut at every place. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import {
  countAllReplies,
  countReplies,
  isNothingElse,
  isTimeLike,
  normalReplyOf,
} from "../../../src/check/probe/replies.ts";

const RIGHT = normalReplyOf({ text: "JAM 10:00:00\r\n" });
const WITHOUT_END = normalReplyOf({ text: "JAM 10:00:00" });

const field = fc.integer({ min: 0, max: 99 }).map((value) => String(value).padStart(2, "0"));
const time = fc.tuple(field, field, field).map((fields) => fields.join(":"));

test("a text is time-like that holds three numbers of one or two digits, whatever their values", () => {
  for (const text of [
    "10:00:00",
    "JAM 10:00:00\r\n",
    "1:2:3",
    "99:99:99",
    "now 7:05:09 PM",
    "2026-05-01T10:00:00Z",
  ]) {
    expect([text, isTimeLike(text)]).toEqual([text, true]);
  }
  for (const text of ["", "JAM\r\n", "10:00", "10.00.00", "10 : 00 : 00", "hh:mm:ss", "ERROR 404\r\n"]) {
    expect([text, isTimeLike(text)]).toEqual([text, false]);
  }
});

test("replies are counted by line where the server ends its lines", () => {
  const counted: readonly (readonly [text: string, complete: number, all: number])[] = [
    ["", 0, 0],
    ["JAM 10:00:00\r\n", 1, 1],
    ["JAM 10:00:00", 0, 1],
    ["JAM 10:00:00\r\nJAM 10:00:00\r\n", 2, 2],
    ["JAM 10:00:00\nJAM 10:00:00\n", 2, 2],
    ["JAM 10:00:00\rJAM 10:00:00\r", 2, 2],
    ["JAM 10:00:00\r\nJAM 10:0", 1, 1],
    ["JAM 10:00:00\r\nJAM 10:00:00", 1, 2],
    ["ERROR\r\n\r\nJAM 10:00:00\r\n", 1, 1],
    // A date is no second reply, and neither is a line that names two times.
    ["from 10:00:00 to 11:00:00\r\n", 1, 1],
  ];
  for (const [text, complete, all] of counted) {
    expect([text, countReplies(text, RIGHT), countAllReplies(text, RIGHT)]).toEqual([text, complete, all]);
  }
});

test("replies are counted by occurrence where the server ends no line, or where that is not known yet", () => {
  for (const normal of [WITHOUT_END, undefined]) {
    expect(countReplies("JAM 10:00:00JAM 10:00:01", normal)).toBe(2);
    expect(countAllReplies("JAM 10:00:00JAM 10:00:01JAM 1", normal)).toBe(2);
    expect(countReplies("ERROR", normal)).toBe(0);
  }
});

test("any run of replies counts as many as it has, wherever the stream is cut", () => {
  const run = fc.array(time, { maxLength: 8 });
  fc.assert(
    fc.property(
      run,
      fc.constantFrom("\r\n", "\n", "\r"),
      fc.double({ min: 0, max: 1 }),
      (times, end, cut) => {
        const text = times.map((each) => `JAM ${each}${end}`).join("");
        expect(countReplies(text, RIGHT)).toBe(times.length);
        expect(countAllReplies(text, RIGHT)).toBe(times.length);
        const early = text.slice(0, Math.floor(text.length * cut));
        const complete = countReplies(early, RIGHT);
        expect(complete).toBeLessThanOrEqual(countAllReplies(early, RIGHT));
        expect(countAllReplies(early, RIGHT)).toBeLessThanOrEqual(complete + 1);
        expect(countReplies(text, WITHOUT_END)).toBe(times.length);
      },
    ),
  );
});

test("so many replies of any time and any white space are nothing else, and a letter more is something", () => {
  const run = fc.array(time, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(run, fc.constantFrom("\r\n", "\n", "", " \t\r\n\r\n"), (times, end) => {
      const text = times.map((each) => `JAM ${each}${end}`).join("");
      expect(isNothingElse(text, times.length, RIGHT)).toBe(true);
      expect(isNothingElse(text, times.length + 1, RIGHT)).toBe(false);
      expect(isNothingElse(`${text}x`, times.length, RIGHT)).toBe(false);
      expect(isNothingElse(`ERROR\r\n${text}`, times.length, RIGHT)).toBe(false);
    }),
  );
});

test("what a faulty server always sends is part of its normal reply", () => {
  const chatty = normalReplyOf({ text: "It is now: 2026-05-01 10:00:00 o'clock\r\n" });
  expect(isNothingElse("It is now: 2026-05-02 00:00:01 o'clock\r\n", 1, chatty)).toBe(true);
  expect(isNothingElse("It is now: 2026-05-02 00:00:01 o'clock\r\nERROR\r\n", 1, chatty)).toBe(false);
});
