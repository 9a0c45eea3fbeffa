import { expect, test } from "bun:test";
import { join } from "node:path";
import { makeArchive, makeFolder, newFolder, read, SERVER } from "../class-maker.ts";

const METADATA = `---
submission_11:
  :submitters:
  - :name: Budi Santoso
    :sid: '5025211001'
    :email: budi@example.ac.id
  :created_at: 2026-11-27 14:21:33.123456000 Z
  :score: 10.0
  :history:
  - :id: 9
    :created_at: 2026-11-26 21:00:00.000000000 +07:00
submission_12:
  :submitters:
  - :name: "Siti: A"
    :sid: '0025211002'
  - :name: Ani
    :sid:
    :email: ani@example.ac.id
  :created_at: 2026-11-28 00:00:00.000000000 +07:00
submission_13:
  :submitters:
  - :name: Cici
    :sid: '5025211003'
  :created_at: 2026-11-27 10:00:00.000000000 -05:00
`;

const FILES = {
  "submission_metadata.yml": METADATA,
  "submission_11/server.py": SERVER,
  "submission_12/server.py": SERVER,
};

test("Gradescope's export: ids, names and times are those of submission_metadata.yml, and a group counts for each", async () => {
  const folder = makeFolder(FILES);
  const class_ = await read(folder, { deadline: new Date("2026-11-27T23:30:00+07:00") });
  expect(
    class_.map(({ id, name, source, submittedAt, isLate }) => [id, name, source, submittedAt, isLate]),
  ).toEqual([
    ["5025211001", "Budi Santoso", "submission_11", "2026-11-27T14:21:33.123Z", false],
    ["0025211002", "Siti: A", "submission_12", "2026-11-27T17:00:00.000Z", true],
    ["ani@example.ac.id", "Ani", "submission_12", "2026-11-27T17:00:00.000Z", true],
    ["5025211003", "Cici", "submission_13", "2026-11-27T15:00:00.000Z", false],
  ]);
  expect(class_[0]?.earlier).toEqual(["submission_9 (2026-11-26T14:00:00.000Z)"]);
  expect(class_[3]?.unreadable).toEqual({ why: "empty" });
});

test("the export is found in the folder that Gradescope's ZIP wraps it in", async () => {
  const file = makeArchive(
    join(newFolder(), "submissions.zip"),
    "zip",
    Object.entries(FILES).map(([name, text]) => ({ name: `assignment_7_export/${name}`, text })),
  );
  expect((await read(file)).map(({ id }) => id)).toEqual([
    ...["5025211001", "0025211002", "ani@example.ac.id", "5025211003"],
  ]);
});

test("a broken submission_metadata.yml is named", async () => {
  const folder = makeFolder({ "submission_metadata.yml": "a: [", "submission_1/server.py": SERVER });
  expect(read(folder)).rejects.toThrow(/submission_metadata\.yml: .*; export it again$/);
});
