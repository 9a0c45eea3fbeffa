import { expect, test } from "bun:test";
import { DEFAULT_ID_PATTERN } from "../../../../src/grade/submissions/ids.ts";
import { readRoster } from "../../../../src/grade/submissions/roster.ts";
import { makeFolder, read, SERVER } from "../class-maker.ts";

const CLONES = {
  "jam-budi-s/.git/config": "[core]",
  "jam-budi-s/server.py": SERVER,
  "jam-5025211002/.git/config": "[core]",
  "jam-5025211002/server.py": SERVER,
};

test("GitHub Classroom's clones: .git is not listed, and without the list of grades no time is known", async () => {
  const class_ = await read(makeFolder(CLONES), { deadline: new Date(0) });
  expect(class_.map(({ id, files, isLate }) => [id, files.length, isLate])).toEqual([
    ["5025211002", 1, undefined],
    ["jam-budi-s", 1, undefined],
  ]);
});

test("Classroom's list of grades beside the clones gives ids and times of submission", async () => {
  const folder = makeFolder({
    ...CLONES,
    "jam-grades.csv":
      '"github_username","roster_identifier","student_repository_name","submission_timestamp"\n' +
      '"budi-s","5025211001","jam-budi-s","2026-11-28 01:00:00 UTC"\n' +
      '"other","","jam-5025211002",""\n',
  });
  const class_ = await read(folder, { deadline: new Date("2026-11-28T00:00:00Z") });
  expect(class_.map(({ id, submittedAt, isLate }) => [id, submittedAt, isLate])).toEqual([
    ["5025211002", undefined, undefined],
    ["5025211001", "2026-11-28T01:00:00.000Z", true],
  ]);
});

test("Classroom's roster turns a GitHub user into an id", async () => {
  const folder = makeFolder(CLONES);
  const file = `${makeFolder({
    "classroom_roster.csv":
      '"identifier","github_username","github_id","name"\n"5025211001","Budi-S","7","Budi"\n',
  })}/classroom_roster.csv`;
  const class_ = await read(folder, { roster: readRoster(file, DEFAULT_ID_PATTERN) });
  expect(class_.map(({ id, name }) => [id, name])).toEqual([
    ["5025211002", undefined],
    ["5025211001", "Budi"],
  ]);
});
