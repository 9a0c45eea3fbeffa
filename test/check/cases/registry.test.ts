/** The contract: reports, gradebooks and scripts know the published cases by these ids, levels and clauses. */
import { expect, test } from "bun:test";
import { CASE_IDS, CASES, caseOf } from "../../../src/check/cases/registry.ts";

/** `profile level clause, prerequisites` of each published case. A new case is added when it is published. */
const PUBLISHED: Readonly<Record<string, string>> = {
  connect: "basic must 1.a, ",
  "time-reply": "basic must 1.c.i, connect",
  "reply-prefix": "basic must 1.d.ii, time-reply",
  "reply-format": "basic must 1.d.iii, time-reply",
  "reply-crlf": "basic must 1.d.iii, time-reply",
  "reply-utf8": "basic must 1.d.i, time-reply",
  "reply-clock": "basic must 1.d, time-reply",
  "repeat-clock": "basic must 1.d, time-reply",
  repeat: "basic must 1.c, time-reply",
  "quit-closes": "basic must 1.c.ii, connect",
  "quit-after-time": "basic must 1.c.ii, time-reply",
  "quit-silent": "basic should 1.c.ii, quit-closes",
  "concurrent-idle": "basic must 1.b, time-reply",
  "concurrent-partial": "basic must 1.b, time-reply",
  "concurrent-many": "basic must 1.b, time-reply",
  "split-word": "stream must 1.c.i, time-reply",
  "split-crlf": "stream must 1.c.i, time-reply",
  "split-bytes": "stream must 1.c.i, time-reply",
  "pipelined-two": "stream must 1.c.i, time-reply",
  "pipelined-many": "stream must 1.c.i, time-reply",
  "pipelined-cut": "stream must 1.c.i, time-reply",
  "pipelined-quit": "stream must 1.c.ii, time-reply",
  "after-quit": "stream must 1.c.ii, time-reply",
  "half-close": "stream should 1.c.i, time-reply",
  "bare-lf": "strict must 1.c.i, time-reply",
  "bare-cr": "strict must 1.c.i, time-reply",
  unterminated: "strict must 1.c.i, time-reply",
  lowercase: "strict should 1.c.i, time-reply",
  unknown: "strict must 1.c, time-reply",
  "unknown-answered": "strict should 1.c, connect",
  "unknown-stays": "strict should 1.c, time-reply",
  "quit-unterminated": "strict should 1.c.ii, quit-closes",
  "bad-utf8": "robust must 1.b, time-reply",
  "bad-utf8-released": "robust should 1.b, time-reply",
  "nul-bytes": "robust must 1.b, time-reply",
  "long-line": "robust must 1.b, time-reply",
  "long-line-bounded": "robust should 1.b, connect",
  reset: "robust must 1.b, time-reply",
  churn: "robust must 1.b, time-reply",
  "idle-crowd": "robust must 1.b, time-reply",
  "client-gone": "robust should 1.b, connect",
};

test("a published case keeps its id, profile, level, clause and prerequisites", () => {
  const now = Object.keys(PUBLISHED).map((id) => {
    const { profile, level, clause, prerequisites } = caseOf(id);
    return [id, `${profile} ${level} ${clause}, ${prerequisites.join(" ")}`];
  });
  expect(Object.fromEntries(now)).toEqual(PUBLISHED);
});

test("no two cases have the same id", () => {
  expect(new Set(CASE_IDS).size).toBe(CASE_IDS.length);
});

test("an id that no case has is an error", () => {
  expect(() => caseOf("no-such-case")).toThrow('the contract has no case "no-such-case"');
});

test("no more servers failed a case than it was tried on, and it was tried on no more than the 111 that started", () => {
  for (const { id, prevalence: { fails, tried } = { fails: 0, tried: 0 } } of CASES) {
    expect(`${id}: ${0 <= fails && fails <= tried && tried <= 111}`).toBe(`${id}: true`);
  }
});
