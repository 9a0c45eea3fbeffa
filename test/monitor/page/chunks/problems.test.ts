/** The verdict on a session is the server's where its bytes are gone. */
import { expect, test } from "bun:test";
import { problemsOf } from "../../../../src/monitor/page/chunks/problems.ts";

test("the kinds of mistakes are as exact as the bytes are", () => {
  const shown = [
    { kind: "lowercase", count: 1 },
    { kind: "unfinished", count: 1 },
    { kind: "bare-lf", count: 2 },
  ] as const;
  expect(problemsOf(shown, { unknown: 1, "bare-lf": 2 })).toEqual({
    problems: [
      { kind: "bare-lf", count: 2 },
      { kind: "lowercase", count: 1 },
      { kind: "unfinished", count: 1 },
    ],
    unrecorded: 0,
  });
});

test("refused lines without bytes have the kinds that the server counted", () => {
  expect(problemsOf([], { telnet: 1, "bare-lf": 3 })).toEqual({
    problems: [
      { kind: "bare-lf", count: 3 },
      { kind: "telnet", count: 1 },
    ],
    unrecorded: 4,
  });
  const lowercase = [{ kind: "lowercase", count: 1 }] as const;
  expect(problemsOf(lowercase, { unknown: 3 })).toEqual({
    problems: [
      { kind: "unknown", count: 2 },
      { kind: "lowercase", count: 1 },
    ],
    unrecorded: 2,
  });
});
