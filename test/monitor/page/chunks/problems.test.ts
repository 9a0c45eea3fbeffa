/** The verdict on a session is the server's where its bytes are gone. */
import { expect, test } from "bun:test";
import { problemsOf } from "../../../../src/monitor/page/chunks/problems.ts";

const row = (refused: Parameters<typeof problemsOf>[1]["refused"], isInLine = false) => ({
  refused,
  isInLine,
});

test("the kinds of mistakes are as exact as the bytes are", () => {
  const shown = [
    { kind: "lowercase", count: 1 },
    { kind: "unfinished", count: 1 },
    { kind: "bare-lf", count: 2 },
  ] as const;
  expect(problemsOf(shown, row({ unknown: 1, "bare-lf": 2 }, true), true)).toEqual({
    problems: [
      { kind: "bare-lf", count: 2 },
      { kind: "lowercase", count: 1 },
      { kind: "unfinished", count: 1 },
    ],
    unrecorded: 0,
  });
});

test("refused lines without bytes have the kinds that the server counted", () => {
  expect(problemsOf([], row({ telnet: 1, "bare-lf": 3 }), false)).toEqual({
    problems: [
      { kind: "bare-lf", count: 3 },
      { kind: "telnet", count: 1 },
    ],
    unrecorded: 4,
  });
  const lowercase = [{ kind: "lowercase", count: 1 }] as const;
  expect(problemsOf(lowercase, row({ unknown: 3 }), false)).toEqual({
    problems: [
      { kind: "unknown", count: 2 },
      { kind: "lowercase", count: 1 },
    ],
    unrecorded: 2,
  });
});

test("a line that never ended is named, also where its bytes were not recorded", () => {
  expect(problemsOf([], row({}, true), false)).toEqual({
    problems: [{ kind: "unfinished", count: 1 }],
    unrecorded: 1,
  });
  const seen = [{ kind: "telnet", count: 1 }] as const;
  expect(problemsOf(seen, row({}, true), true)).toEqual({ problems: [...seen], unrecorded: 0 });
});
