import { expect, test } from "bun:test";
import { join } from "node:path";
import { makeArchive, makeFolder, newFolder, read, SERVER } from "./class-maker.ts";

async function summary(names: readonly string[]) {
  const class_ = await read(
    makeFolder(Object.fromEntries(names.map((name) => [`${name}/server.py`, SERVER + name]))),
  );
  return class_.map(({ id, source, earlier, sameId }) => ({ id, source, earlier, sameId }));
}

test("of several attempts that are numbered, the newest counts and the others are listed", async () => {
  const id = "5025211001";
  for (const [newest, ...earlier] of [
    ["5025211001_Budi (10)", "5025211001_Budi", "5025211001_Budi (2)"],
    ["5025211001-attempt-2", "5025211001-attempt-1"],
    ["Budi_5025211001_v3", "Budi_5025211001_v1"],
    ["5025211001_2", "5025211001_1"],
  ])
    expect(await summary([newest ?? "", ...earlier])).toEqual([
      { id, source: newest ?? "", earlier, sameId: [] },
    ]);
});

test("folders of attempts within a student's folder are attempts", async () => {
  const [one, ...others] = await summary(["5025211001/attempt-1", "5025211001/attempt-2"]);
  expect(one).toMatchObject({ source: "5025211001/attempt-2", earlier: ["5025211001/attempt-1"] });
  expect(others).toEqual([]);
});

test("two people with one id stay two, and each names the other; so do attempts in no known order", async () => {
  for (const [one = "", other = ""] of [
    ["5025211001_Budi", "5025211001_Siti"],
    ["5025211001_Budi", "5025211001"],
    ["5025211001-budi", "5025211001_Budi"],
  ])
    expect(await summary([one, other])).toEqual(
      [
        { id: "5025211001", source: one, earlier: [], sameId: [other] },
        { id: "5025211001", source: other, earlier: [], sameId: [one] },
      ].sort((first, second) => (first.source < second.source ? -1 : 1)),
    );
});

test("two participants of Moodle with one id are two people", async () => {
  const file = makeArchive(join(newFolder(), "class.zip"), "zip", [
    { name: "Budi_1_assignsubmission_file_/5025211001.py", text: SERVER },
    { name: "Siti_2_assignsubmission_file_/5025211001.py", text: SERVER },
  ]);
  expect((await read(file)).map(({ sameId }) => sameId)).toEqual([
    ["Siti_2_assignsubmission_file_"],
    ["Budi_1_assignsubmission_file_"],
  ]);
});

test("of Gradescope's submissions of one student the newest counts", async () => {
  const of = (key: string, time: string) =>
    `${key}:\n  :submitters:\n  - :name: Budi\n    :sid: '1'\n  :created_at: 2026-11-27 ${time} Z\n`;
  const folder = makeFolder({
    "submission_metadata.yml": of("submission_2", "09:00:00.0") + of("submission_1", "10:00:00.0"),
    "submission_1/server.py": SERVER,
    "submission_2/server.py": SERVER,
  });
  expect(await read(folder)).toMatchObject([{ id: "1", source: "submission_1", earlier: ["submission_2"] }]);
});

test("an archive and the folder that it was unpacked to beside it are one submission", async () => {
  const folder = makeFolder({ "5025211001_Budi/server.py": SERVER, "5025211002_Siti/server.py": "changed" });
  for (const name of ["5025211001_Budi", "5025211002_Siti"])
    makeArchive(join(folder, `${name}.zip`), "zip", [{ name: "server.py", text: SERVER }]);
  expect((await read(folder)).map(({ id, earlier, sameId }) => [id, earlier, sameId])).toEqual([
    ["5025211001", ["5025211001_Budi.zip"], []],
    ["5025211002", [], ["5025211002_Siti.zip"]],
    ["5025211002", [], ["5025211002_Siti"]],
  ]);
});
