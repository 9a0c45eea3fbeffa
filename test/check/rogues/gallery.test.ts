import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CASE_IDS, type CaseId } from "../../../src/check/cases/registry.ts";
import { ROGUES } from "../../../src/check/rogues/gallery.ts";

test("no two servers have the same id, and an id is a word of small letters", () => {
  const ids = ROGUES.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
});

test("every case is failed by a server of the gallery", () => {
  const failed = new Set(ROGUES.flatMap(({ fails }) => fails));
  expect(CASE_IDS.filter((id) => !failed.has(id))).toEqual([]);
});

test("a server fails cases of the contract, and none of them twice", () => {
  for (const { id, fails } of ROGUES) {
    expect(`${id}: ${fails.filter((each) => !CASE_IDS.includes(each))}`).toBe(`${id}: `);
    expect(`${id}: ${new Set(fails).size}`).toBe(`${id}: ${fails.length}`);
  }
});

test("a server describes its fault in one line, which begins with right or accepted if no case may fail", () => {
  for (const { id, description, fails } of ROGUES) {
    expect(`${id}: ${description}`).toMatch(/^[\w-]+: [^\n]{8,110}$/);
    expect(`${id}: ${/^(right|accepted): /.test(description)}`).toBe(`${id}: ${fails.length === 0}`);
  }
});

/** A server that breaks one of these breaks another case, too, as long as its fault is one that people make. */
const NEVER_ALONE: readonly CaseId[] = [
  "repeat",
  "quit-closes",
  "quit-after-time",
  "concurrent-idle",
  "split-word",
  "split-crlf",
  "pipelined-two",
  "unterminated",
  "unknown",
  "bad-utf8",
];

test("every other case is failed by a server that fails nothing else", () => {
  const alone = new Set(ROGUES.filter(({ fails }) => fails.length === 1).flatMap(({ fails }) => fails));
  expect(CASE_IDS.filter((id) => !alone.has(id))).toEqual([...NEVER_ALONE]);
});

test("no two cases are failed by the same servers, so that each shows something of its own", () => {
  const failedBy = CASE_IDS.map((id) =>
    ROGUES.filter(({ fails }) => fails.includes(id))
      .map((rogue) => rogue.id)
      .join(),
  );
  expect(failedBy.filter((ids, index) => failedBy.indexOf(ids) !== index)).toEqual([]);
});

test("a program's file is there", () => {
  const programs = join(import.meta.dirname, "../../../src/check/rogues/programs");
  for (const rogue of ROGUES)
    if (rogue.kind === "program") expect(existsSync(join(programs, rogue.file))).toBe(true);
});
