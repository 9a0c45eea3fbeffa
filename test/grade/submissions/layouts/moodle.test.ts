import { expect, test } from "bun:test";
import { join } from "node:path";
import { makeArchive, makeFolder, newFolder, read, SERVER } from "../class-maker.ts";

test("Moodle's ZIP of folders: name, source and time of each submission", async () => {
  const file = makeArchive(join(newFolder(), "IF-Tugas 1-123.zip"), "zip", [
    {
      name: "Budi Santoso_101_assignsubmission_file_/5025211001.py",
      text: SERVER,
      time: [2026, 11, 27, 22, 0, 0],
    },
    { name: "Budi Santoso_101_assignsubmission_file_/a/b.py", text: "x", time: [2026, 11, 27, 23, 30, 0] },
    {
      name: "Siti O'Brien_102_assignsubmission_file/server.py",
      text: SERVER,
      time: [2026, 11, 28, 0, 10, 0],
    },
  ]);
  const [budi, siti] = await read(file, { deadline: new Date(2026, 10, 28, 0, 0, 0) });
  expect(budi).toMatchObject({
    ...{ id: "5025211001", name: "Budi Santoso", source: "Budi Santoso_101_assignsubmission_file_" },
    ...{ submittedAt: new Date(2026, 10, 27, 23, 30, 0).toISOString(), isLate: false },
  });
  expect(budi?.files.map(({ path }) => path)).toEqual(["5025211001.py", "a/b.py"]);
  expect(siti).toMatchObject({ id: "Siti O'Brien_102", name: "Siti O'Brien", isLate: true });
});

test("Moodle's flat files: those of one participant are one submission, under their own names", async () => {
  const folder = makeFolder({
    "Budi_101_assignsubmission_file_server.py": SERVER,
    "Budi_101_assignsubmission_file_jam_lib.py": "x",
    "Budi_101_assignsubmission_onlinetext_onlinetext.html": "<p>5025211009</p>",
    "Ani_103_assignsubmission_onlinetext_onlinetext.html": "<a href='https://example.org'>x</a>",
  });
  makeArchive(join(folder, "Siti_102_assignsubmission_file_5025211002.zip"), "zip", [
    { name: "server.py", text: SERVER },
  ]);
  const [ani, budi, siti] = await read(folder);
  expect(budi?.id).toBe("Budi_101");
  expect(budi?.files.map(({ path }) => path)).toEqual(["jam_lib.py", "server.py"]);
  expect(siti?.id).toBe("5025211002");
  expect(siti?.files.map(({ path }) => path)).toEqual(["server.py"]);
  expect(ani?.unreadable).toEqual({ why: "no-code", files: ["onlinetext.html"] });
});

test("time stamps that are all those of the download say nothing about the deadline", async () => {
  const file = makeArchive(
    join(newFolder(), "class.zip"),
    "zip",
    ["Budi_1", "Siti_2", "Ani_3"].map((name, index) => ({
      ...{ name: `${name}_assignsubmission_file_/server.py`, text: SERVER },
      time: [2026, 11, 29, 8, 0, 2 * index],
    })),
  );
  const deadline = new Date(2026, 10, 28);
  expect((await read(file, { deadline })).map(({ submittedAt, isLate }) => submittedAt ?? isLate)).toEqual(
    Array(3).fill(undefined),
  );
});
