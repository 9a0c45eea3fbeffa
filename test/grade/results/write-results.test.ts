import { afterAll, expect, test } from "bun:test";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MoodleSheetError, readMoodleSheet } from "../../../src/grade/results/moodle/sheet.ts";
import { writeResults } from "../../../src/grade/results/write-results.ts";
import { RIGHT } from "../../check/reports/fixtures.ts";
import { graded, judged, sampleClass } from "./sample-class.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-results-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ENGLISH = { title: "TUGAS 2", language: "en", isAnonymous: false } as const;
const filesIn = (place: string) =>
  readdirSync(place, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(place, name)).isFile(),
  );

test("a class has its page, its tables, and three files a student", async () => {
  const place = join(folder, "new/class.graded");
  const { files, remarks } = await writeResults(place, sampleClass(20), ENGLISH);
  expect(files[0]).toBe(join(place, "class.html"));
  expect(
    filesIn(place)
      .map((name) => join(place, name))
      .toSorted(),
  ).toEqual(files.toSorted());
  expect(files.length).toBe(3 + 3 * 20);
  expect(existsSync(join(place, "feedback/5025211001.md"))).toBe(true);
  expect(remarks).toEqual([]);
});

test("written again, everything is replaced, a link too, and nothing unfinished is left", async () => {
  const place = join(folder, "again");
  mkdirSync(place);
  writeFileSync(join(folder, "elsewhere"), "mine");
  symlinkSync(join(folder, "elsewhere"), join(place, "grades.csv"));
  await writeResults(place, sampleClass(3), ENGLISH);
  await writeResults(place, sampleClass(3), ENGLISH);
  expect(readFileSync(join(folder, "elsewhere"), "utf8")).toBe("mine");
  expect(readFileSync(join(place, "grades.csv"), "utf8")).toStartWith("id,name,grade,");
  expect(filesIn(place).filter((name) => /(^|\/)\./.test(name))).toEqual([]);
});

test("the same class gives the same page and tables", async () => {
  const [one, other] = [join(folder, "one"), join(folder, "other")];
  await writeResults(one, sampleClass(30), ENGLISH);
  await writeResults(other, sampleClass(30).toReversed(), ENGLISH);
  for (const name of ["class.html", "grades.csv", "feedback/5025211003.html"])
    expect(readFileSync(join(one, name), "utf8")).toBe(readFileSync(join(other, name), "utf8"));
});

test("an id leads out of no folder", async () => {
  const place = join(folder, "ids");
  const ids = ["../../x", "a/../../b", "..", "", "\u0000", "x".repeat(400), "A", "a"];
  await writeResults(
    place,
    ids.map((id) => graded(id, judged(RIGHT))),
    ENGLISH,
  );
  expect(readdirSync(place).toSorted()).toEqual([
    "class.html",
    "feedback",
    "grades.csv",
    "grades.xlsx",
    "gradescope",
  ]);
  expect(readdirSync(join(place, "feedback")).length).toBe(2 * ids.length);
});

test("an empty class is a page too", async () => {
  await writeResults(join(folder, "empty"), [], ENGLISH);
  expect(readFileSync(join(folder, "empty/class.html"), "utf8")).toContain("TUGAS 2");
});

test("what cannot be written is the system's error, and leaves what was there", async () => {
  const place = join(folder, "file");
  writeFileSync(place, "mine");
  const writing = writeResults(place, sampleClass(2), ENGLISH);
  await expect(writing).rejects.toMatchObject({ code: expect.stringMatching(/ENOTDIR|EEXIST/) as string });
  expect(readFileSync(place, "utf8")).toBe("mine");
});

test("Moodle's sheet is written beside, with a remark on students that it does not have", async () => {
  const sheet = join(folder, "sheet.csv");
  writeFileSync(sheet, "Identifier,Full name,Grade\nParticipant 7000,Siti Nurhaliza,\n");
  const place = join(folder, "moodle");
  const moodle = await readMoodleSheet(sheet);
  const { remarks } = await writeResults(place, sampleClass(2), { ...ENGLISH, moodle });
  expect(readFileSync(join(place, "moodle.csv"), "utf8")).toContain(
    "Participant 7000,Siti Nurhaliza,100.00\n",
  );
  expect(remarks).toEqual(["Moodle's sheet has no row for 1: 5025211002."]);
});

test("a sheet that is missing, or not UTF-8, is refused with its name", async () => {
  const latin = join(folder, "latin.csv");
  writeFileSync(latin, Buffer.from("Identifier,Grade\nP\xe9ter,1\n", "latin1"));
  for (const [file, message] of [
    [join(folder, "none.csv"), /none\.csv: cannot be read/],
    [latin, /latin\.csv: is not UTF-8/],
  ] as const) {
    await expect(readMoodleSheet(file)).rejects.toThrow(MoodleSheetError);
    await expect(readMoodleSheet(file)).rejects.toThrow(message);
  }
  chmodSync(latin, 0o600);
});
