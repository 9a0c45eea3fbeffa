import { expect, test } from "bun:test";
import type { GradedEntry, Member, RunEntry, Shard } from "../../../src/grade/journal/entry.ts";
import { joinShards } from "../../../src/grade/journal/join-shards.ts";
import { nameOf } from "../../../src/grade/journal/read-journal.ts";

const MEMBERS = ["a", "b", "c", "d"].map((id) => ({ id, key: `key-${id}` }));

function runOf(shard?: Shard, members: readonly Member[] = MEMBERS): RunEntry {
  const run = { kind: "run", schema: 1, at: "", members, sandbox: "", jobs: 1, why: "" } as const;
  return shard === undefined ? run : { ...run, shard };
}

function folder(name: string, run: RunEntry | undefined, ids: string, gradedAt = "1") {
  const graded = [...ids].map((id): [string, GradedEntry] => {
    const member = { id, key: `key-${id}` };
    const facts = { name: undefined, source: name, submittedAt: undefined, isLate: undefined, earlier: [] };
    const what = {
      language: undefined,
      command: undefined,
      outcome: { state: "not-submitted" },
      seconds: 0,
    } as const;
    return [nameOf(member), { kind: "graded", graded: { ...member, ...facts, ...what, gradedAt } }];
  });
  return { folder: name, known: { run, graded: new Map(graded), unreadable: [] } };
}

test("shards become one result, in the class's order, whatever the order of the folders", () => {
  const second = folder("two", runOf({ index: 2, of: 2 }), "bd");
  const first = folder("one", runOf({ index: 1, of: 2 }), "ac");
  const { graded, missing, run, entries } = joinShards([second, first]);
  expect(graded.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
  expect([missing, run.shard, entries.length]).toEqual([[], undefined, 4]);
});

test("what a machine did not finish is listed by its shard, also if its folder is missing", () => {
  const first = folder("one", runOf({ index: 1, of: 3 }), "a");
  const second = folder("two", runOf({ index: 2, of: 3 }), "b");
  expect(joinShards([first, second]).missing).toEqual([
    { shard: "1/3", ids: ["d"] },
    { shard: "3/3", ids: ["c"] },
  ]);
});

test("of two results of one submission the newer one counts", () => {
  const { graded } = joinShards([folder("old", runOf(), "abcd", "1"), folder("new", runOf(), "b", "2")]);
  expect(graded.map(({ source }) => source)).toEqual(["old", "new", "old", "old"]);
});

test("folders that do not belong together are refused", () => {
  const one = folder("one", runOf({ index: 1, of: 2 }), "ac");
  const other = (run: RunEntry | undefined) => () => joinShards([one, folder("two", run, "")]);
  expect(other(undefined)).toThrow("two: its journal has no run in it");
  expect(other(runOf({ index: 2, of: 3 }))).toThrow(
    "two and one are shards of different numbers of machines",
  );
  expect(other(runOf(undefined, MEMBERS.slice(1)))).toThrow("two and one are results of different classes");
  const changed = MEMBERS.map(({ id }) => ({ id, key: "other" }));
  expect(other(runOf({ index: 2, of: 2 }, changed))).toThrow("judged by different cases or settings");
});
