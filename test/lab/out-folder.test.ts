import { afterAll, expect, test } from "bun:test";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { prepareFolder } from "../../src/lab/out-folder.ts";

const base = mkdtempSync("/tmp/jam-out-folder-");
afterAll(() => rmSync(base, { recursive: true, force: true }));
const fill = (name: string, files: readonly string[]) => {
  const folder = join(base, name);
  mkdirSync(folder);
  for (const file of files) writeFileSync(join(folder, file), "");
  return folder;
};

test("a folder that is not there is made, and taken back with what the run wrote", () => {
  const folder = join(base, "new/deep");
  const prepared = prepareFolder(folder);
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(join(folder, "mesin1.pcapng"), "");
  prepared.discard();
  expect(existsSync(folder)).toBe(false);
});

test("an earlier run is replaced, and what else stands beside it stays", () => {
  const folder = fill("old", ["run.json", "a.pcapng", "server.log", "facts.json", "TUGAS2.PDF"]);
  const prepared = prepareFolder(folder);
  expect(readdirSync(folder)).toEqual(["TUGAS2.PDF"]);
  prepared.discard();
  expect(readdirSync(folder)).toEqual(["TUGAS2.PDF"]);
});

test("what a killed run left behind is replaced", () => {
  const folder = fill("killed", ["a.pcapng", "server.log"]);
  prepareFolder(folder);
  expect(readdirSync(folder)).toEqual([]);
});

test("a folder of other things is refused and left alone", () => {
  const folder = fill("other", ["thesis.tex", "mine.pcapng"]);
  expect(() => prepareFolder(folder)).toThrow("holds other things than a run");
  expect(readdirSync(folder).sort()).toEqual(["mine.pcapng", "thesis.tex"]);
});

test("a file is no folder", () => {
  const folder = fill("with-file", ["file"]);
  expect(() => prepareFolder(join(folder, "file"))).toThrow("cannot be used");
});
