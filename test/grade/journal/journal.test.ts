import { expect, test } from "bun:test";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Entry, Member } from "../../../src/grade/journal/entry.ts";
import { JOURNAL, Journal, JournalInUse } from "../../../src/grade/journal/journal.ts";
import { gradedOf, nameOf, readJournal } from "../../../src/grade/journal/read-journal.ts";
import { readKnown } from "../../../src/grade/journal/read-known.ts";

class Folder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), "jam-journal-"));
  readonly results = join(this.path, "results");

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export function graded(id: string, key = "k", gradedAt = "2026-11-28T01:00:00.000Z"): Entry {
  return {
    kind: "graded",
    graded: {
      ...{ id, key, gradedAt, name: undefined, source: id, submittedAt: undefined, isLate: undefined },
      ...{ earlier: [], language: undefined, command: undefined, seconds: 1 },
      outcome: { state: "not-submitted" },
    },
  };
}

const linesOf = (...entries: readonly Entry[]) =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
const a: Member = { id: "a", key: "k" };

test("what was added is known when the journal is opened again", () => {
  using folder = new Folder();
  {
    using journal = Journal.open(folder.results);
    journal.add(graded("a"));
  }
  using journal = Journal.open(folder.results);
  expect([...journal.known.graded.keys()]).toEqual([nameOf(a)]);
  expect([...readKnown(folder.results).graded.keys()]).toEqual([nameOf(a)]);
});

test("of every line, cut at every byte, either nothing is known or all of it", () => {
  const before = linesOf(graded("a"));
  const text = before + linesOf(graded("b"));
  for (let end = before.length; end < text.length; end += 1)
    expect([...readJournal(text.slice(0, end)).graded.keys()]).toEqual([nameOf(a)]);
  expect(readJournal(text).graded.size).toBe(2);
});

test("a torn line is cut off, so that it does not spoil the next one", () => {
  using folder = new Folder();
  {
    using journal = Journal.open(folder.results);
    journal.add(graded("a"));
  }
  const file = join(folder.results, JOURNAL);
  appendFileSync(file, '{"kind":"graded","gra');
  {
    using journal = Journal.open(folder.results);
    journal.add(graded("b"));
  }
  expect(readFileSync(file, "utf8")).toBe(linesOf(graded("a"), graded("b")));
});

test("a line in the middle that is no entry is named, and costs no other line", () => {
  const { graded: known, unreadable } = readJournal(
    `${linesOf(graded("a"))}\0\0\0\n[]\n${linesOf(graded("b"))}`,
  );
  expect([known.size, unreadable]).toEqual([2, [2, 3]]);
});

test("the last line of a submission counts, unless it is to be judged again", () => {
  const newer = graded("a", "k", "2026-11-28T02:00:00.000Z");
  const again: Entry = { kind: "again", members: [a], why: "late-timers" };
  expect(gradedOf([a], readJournal(linesOf(graded("a"), newer))).map(({ gradedAt }) => gradedAt)).toEqual([
    "2026-11-28T02:00:00.000Z",
  ]);
  expect(gradedOf([a], readJournal(linesOf(graded("a"), again)))).toEqual([]);
  expect(gradedOf([a], readJournal(linesOf(graded("a"), again, newer)))).toHaveLength(1);
  expect(gradedOf([{ id: "a", key: "changed" }], readJournal(linesOf(graded("a"))))).toEqual([]);
});

test("one process at a time writes a journal; one that wrote nothing leaves nothing", () => {
  using folder = new Folder();
  {
    using journal = Journal.open(folder.results);
    expect(journal.known.run).toBeUndefined();
    expect(() => Journal.open(folder.results)).toThrow(JournalInUse);
  }
  expect(existsSync(folder.results)).toBe(false);
});
