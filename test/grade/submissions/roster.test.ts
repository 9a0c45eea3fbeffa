import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_ID_PATTERN, parseIdPattern } from "../../../src/grade/submissions/ids.ts";
import { notSubmitted, readRoster } from "../../../src/grade/submissions/roster.ts";
import { makeFolder, read, SERVER } from "./class-maker.ts";

const rosterOf = (text: string) =>
  readRoster(`${makeFolder({ "roster.csv": text })}/roster.csv`, DEFAULT_ID_PATTERN);

test("a roster is one id for each line, or a CSV with or without a header, as spreadsheets write it", () => {
  const budi = { id: "5025211001", name: "Budi", aliases: [] };
  const siti = { id: "5025211002", name: "Siti", aliases: [] };
  const nameless = [budi, siti].map((student) => ({ ...student, name: undefined }));
  expect(rosterOf("5025211001\n\n5025211002\n5025211001\n")).toEqual(nameless);
  expect(rosterOf("alice\n")).toEqual([{ id: "alice", name: undefined, aliases: [] }]);
  for (const text of [
    "5025211001,Budi\n5025211002,Siti\n",
    "id,name\n5025211001,Budi\n5025211002,Siti\n",
    "\ufeffNo;NRP;Nama\r\n1;5025211001;Budi\r\n2;5025211002;Siti\r\n",
    'Identifier,Full name,ID number\nParticipant 7,"Budi",5025211001\nParticipant 8,Siti,5025211002\n',
    "name\tnim\nBudi\t5025211001\nSiti\t5025211002\n",
  ])
    expect(rosterOf(text)).toEqual([budi, siti]);
});

test("Excel's Unicode text is read", () => {
  const file = join(makeFolder({}), "roster.txt");
  writeFileSync(file, Buffer.from("\ufeffNRP\tNama\r\n5025211001\tBudi é\r\n", "utf16le"));
  expect(readRoster(file, DEFAULT_ID_PATTERN)).toEqual([{ id: "5025211001", name: "Budi é", aliases: [] }]);
});

test("a roster without ids is refused in one line", () => {
  expect(() => rosterOf("Kode,Nama\nA1,Budi\n")).toThrow(
    /roster\.csv:1: no column id, nrp or nim; add a first line such as id,name$/,
  );
  expect(() => rosterOf("id\n")).toThrow(/no id in it/);
  expect(() => rosterOf('id\n"x\n')).toThrow(/roster\.csv: Quote Not Closed/);
});

test("students without a submission are listed, and an id is found by the student's name", async () => {
  const folder = makeFolder({
    "5025211001/server.py": SERVER,
    "Siti  Aminah_7_assignsubmission_file_/server.py": SERVER,
    "Ani_8_assignsubmission_file_/server.py": SERVER,
    "roster.txt": "x",
  });
  const roster = rosterOf(
    "id,name\n5025211001,Budi\n5025211002,siti aminah\n5025211003,Ani\n5025211004,Ani\n5025211005,Cici\n",
  );
  const class_ = await read(folder, { roster, except: [join(folder, "roster.txt")] });
  expect(class_.map(({ id, name }) => [id, name])).toEqual([
    ["Ani_8", "Ani"],
    ["5025211002", "Siti  Aminah"],
    ["5025211001", "Budi"],
  ]);
  expect(notSubmitted(roster, class_).map(({ id }) => id)).toEqual([
    "5025211003",
    "5025211004",
    "5025211005",
  ]);
});

test("a pattern for ids that cannot be used is refused in one line", () => {
  expect(() => parseIdPattern("(")).toThrow(/^the pattern for ids is not a regular expression: /);
  expect(() => parseIdPattern("\\d*")).toThrow("the pattern for ids must not match an empty text");
  expect(parseIdPattern("[a-z]\\d{3}").test("a123")).toBe(true);
});
