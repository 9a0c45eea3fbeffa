/** Which cases are tried, and in which order. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { PROFILES, type Profile } from "../../src/check/case.ts";
import { CASES, caseOf } from "../../src/check/cases/registry.ts";
import { choose, plan, strayGlobs } from "../../src/check/plan.ts";

const IDS = CASES.map(({ id }) => id);
const ALL = { profiles: PROFILES, only: [], skip: [] };

/** All ids of a plan, in the order in which they begin. */
function idsOf(chosen: readonly string[]): readonly string[] {
  const { first, early, measured, closes, company, last } = plan(chosen);
  return [...first, ...early, ...measured, ...closes, ...company, ...last].map(({ id }) => id);
}

test("everything is chosen by default, in the contract's order", () => {
  expect(choose(ALL)).toEqual(IDS);
  expect(new Set(IDS).size).toBe(IDS.length);
});

test("a profile chooses its cases alone, whatever the order of the names", () => {
  for (const profile of PROFILES) {
    const chosen = choose({ ...ALL, profiles: [profile] });
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen.every((id) => caseOf(id).profile === profile)).toBe(true);
  }
  const profiles: readonly Profile[] = ["robust", "basic"];
  expect(choose({ ...ALL, profiles })).toEqual(choose({ ...ALL, profiles: profiles.toReversed() }));
});

test("a star matches any text, and every other character itself", () => {
  const chosen = (...only: readonly string[]) => choose({ ...ALL, only });
  expect(chosen("split-*")).toEqual(["split-word", "split-crlf", "split-bytes"]);
  expect(chosen("*-idle", "reset")).toEqual(["concurrent-idle", "reset"]);
  expect(chosen("*")).toEqual(IDS);
  expect(chosen("unknown")).toEqual(["unknown"]);
  for (const glob of [
    "split.word",
    "re(set)?",
    "[a-z]*",
    "SPLIT-WORD",
    "",
    "split-",
    ".*",
    "connect|reset",
    "\\",
  ]) {
    expect([glob, chosen(glob)]).toEqual([glob, []]);
    expect([glob, strayGlobs([glob])]).toEqual([glob, [glob]]);
  }
  expect(strayGlobs(["split-*", "nothing", "reset"])).toEqual(["nothing"]);
});

test("--skip wins over --only", () => {
  expect(choose({ ...ALL, only: ["split-*"], skip: ["*-crlf"] })).toEqual(["split-word", "split-bytes"]);
  expect(choose({ ...ALL, skip: ["*"] })).toEqual([]);
  expect(choose({ profiles: ["basic"], only: ["split-*"], skip: [] })).toEqual([]);
});

test("a plan holds each chosen case and its prerequisites once, and nothing else", () => {
  fc.assert(
    fc.property(fc.subarray([...IDS]), (chosen) => {
      const needed = new Set(["connect", "time-reply", ...chosen]);
      const addPrerequisites = (id: string): void => {
        for (const on of caseOf(id).prerequisites) {
          needed.add(on);
          addPrerequisites(on);
        }
      };
      chosen.forEach(addPrerequisites);
      expect([...idsOf(chosen)].sort()).toEqual([...needed].sort());
    }),
  );
});

test("a case begins after its prerequisites", () => {
  const order = idsOf(IDS);
  for (const [index, id] of order.entries()) {
    for (const on of caseOf(id).prerequisites) {
      expect([id, on, order.indexOf(on) < index]).toEqual([id, on, true]);
    }
  }
});

const named = (cases: readonly { readonly id: string }[]) => cases.map(({ id }) => id);

test("the first connection's cases come first, then whether clients are served side by side", () => {
  const { first, early, measured } = plan(IDS);
  expect(named(first)).toEqual(named(CASES.filter((each) => "judge" in each)));
  expect(named(early)).toEqual(["concurrent-idle", "concurrent-partial", "concurrent-many"]);
  expect(named(measured)).toEqual(["client-gone"]);
});

test("cases that wait for a close are tried while no other connection is opened, and those that load or break alone", () => {
  const { closes, company } = plan(IDS);
  for (const id of [
    ...["quit-closes", "quit-after-time", "quit-silent", "pipelined-quit", "after-quit", "half-close"],
    "unknown-answered",
  ]) {
    expect([id, named(closes).includes(id)]).toEqual([id, true]);
  }
  for (const id of [
    "churn",
    "idle-crowd",
    "reset",
    "bad-utf8",
    "bad-utf8-released",
    "nul-bytes",
    "client-gone",
  ]) {
    expect([id, named(company).includes(id)]).toEqual([id, false]);
  }
});

test("what leaves a server with work to do comes last, and what leaves it the most comes at the very end", () => {
  const last = named(plan(IDS).last);
  expect(last.slice(-4)).toEqual(["reset", "churn", "idle-crowd", "long-line-bounded"]);
  expect(idsOf(IDS).slice(-last.length)).toEqual([...last]);
});

test("the case that lets no client connect between its two readings is the last to connect of those side by side", () => {
  expect(named(plan(IDS).company).at(-1)).toBe("repeat-clock");
});
