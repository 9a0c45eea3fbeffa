import { expect, test } from "bun:test";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ClassError } from "../../../src/grade/submissions/faults.ts";
import { makeArchive, makeFolder, newFolder, read, SERVER } from "./class-maker.ts";

const paths = (submission: { readonly files: readonly { readonly path: string }[] } | undefined) =>
  submission?.files.map((file) => file.path);

test("one folder for each student: its NRP is the id, otherwise its name, and it stays where it is", async () => {
  const folder = makeFolder({
    "5025211001_Budi/server.py": SERVER,
    "5025211001_Budi/lib/clock.py": "x",
    "siti/server.py": SERVER,
  });
  const [budi, siti] = await read(folder);
  expect(budi?.id).toBe("5025211001");
  expect(budi?.folder).toBe(join(folder, "5025211001_Budi"));
  expect(budi?.files).toEqual([
    { path: "lib/clock.py", size: 1 },
    { path: "server.py", size: SERVER.length },
  ]);
  expect(siti?.id).toBe("siti");
  expect(siti?.unreadable).toBeUndefined();
});

test("one file for each student is copied into a folder of its own, and what belongs to the instructor is no submission", async () => {
  const folder = makeFolder({
    "5025211001.py": SERVER,
    "Budi.zip.py": SERVER,
    "roster.csv": "id\n5025211001\n",
    "grade.toml": "",
    "README.md": "x",
    ".hidden/x": "x",
    "class.graded/journal.jsonl": "{}",
  });
  const class_ = await read(folder);
  expect(class_.map(({ id }) => id)).toEqual(["5025211001", "Budi.zip"]);
  expect(paths(class_[0])).toEqual(["5025211001.py"]);
  expect(readFileSync(join(class_[0]?.folder ?? "", "5025211001.py"), "utf8")).toBe(SERVER);
});

test("junk of systems and editors is not listed, and node_modules neither, but node_modules stays", async () => {
  const folder = newFolder();
  makeArchive(join(folder, "5025211001.zip"), "zip", [
    ...["__MACOSX/._server.js", ".DS_Store", ".git/config", "__pycache__/a.pyc", "venv/bin/python"].map(
      (name) => ({
        name,
        text: "junk",
      }),
    ),
    { name: "server.js", text: "x" },
    { name: "node_modules/dayjs/index.js", text: "y" },
  ]);
  const [one] = await read(folder);
  expect(paths(one)).toEqual(["server.js"]);
  expect(readFileSync(join(one?.folder ?? "", "node_modules/dayjs/index.js"), "utf8")).toBe("y");
});

test("a folder with junk, a virtual environment, a pipe or links of node_modules is copied without them", async () => {
  const outside = makeFolder({ "x.js": "x" });
  const folder = makeFolder({
    "x/server.js": "x",
    "x/.git/config": "x",
    "x/env/pyvenv.cfg": "x",
    "x/env/bin/python": { link: "/usr/bin/python3" },
    "x/node_modules/a/a.js": "x",
    "x/node_modules/b": { link: outside },
    "x/l": { link: "server.js" },
    "x/sub/gone": { link: "nothing" },
  });
  Bun.spawnSync(["mkfifo", join(folder, "x/pipe")]);
  const [one] = await read(folder);
  expect(one?.unreadable).toBeUndefined();
  expect(paths(one)).toEqual(["server.js"]);
  const copied = readdirSync(one?.folder ?? "", { recursive: true })
    .map(String)
    .sort();
  expect(copied).toEqual([
    "l",
    "node_modules",
    "node_modules/a",
    "node_modules/a/a.js",
    "server.js",
    "sub",
    "sub/gone",
  ]);
  expect(readdirSync(join(folder, "x")).length).toBe(7);
});

test("archives in archives are unpacked, to a limited depth", async () => {
  const inner = newFolder();
  makeArchive(join(inner, "a.zip"), "zip", [{ name: "server.py", text: SERVER }]);
  const packed = (name: string, from: string) =>
    Bun.spawnSync(["tar", "czf", name, from], { cwd: inner }).exitCode;
  expect([packed("b.tgz", "a.zip"), packed("c.tar.gz", "b.tgz"), packed("d.tar.gz", "c.tar.gz")]).toEqual([
    0, 0, 0,
  ]);
  const folder = newFolder();
  mkdirSync(join(folder, "three"));
  mkdirSync(join(folder, "four"));
  writeFileSync(join(folder, "three/c.tar.gz"), readFileSync(join(inner, "c.tar.gz")));
  writeFileSync(join(folder, "four/d.tar.gz"), readFileSync(join(inner, "d.tar.gz")));
  const [four, three] = await read(folder);
  expect(paths(three)).toEqual(["server.py"]);
  expect(four?.unreadable).toEqual({
    ...{ why: "too-large", file: "a.zip", limit: "3 archives inside each other" },
  });
});

test("an archive beside other files is unpacked into a folder of its name", async () => {
  const folder = makeFolder({ "5025211001/laporan.pdf": "%PDF", "5025211001/tugas/x.txt": "x" });
  makeArchive(join(folder, "5025211001/tugas.zip"), "zip", [{ name: "src/server.py", text: SERVER }]);
  const [one] = await read(folder);
  expect(paths(one)).toEqual(["laporan.pdf", "tugas-2/src/server.py", "tugas/x.txt"]);
  expect(readFileSync(join(folder, "5025211001/tugas.zip")).length).toBeGreaterThan(0);
});

test("the id is found in the name of a file if the folder's name has none, and only if it is the only one there", async () => {
  const folder = makeFolder({
    "Budi/5025211001_Tugas1.py": SERVER,
    "Siti/5025211002.py": SERVER,
    "Siti/5025211003.py": SERVER,
  });
  makeArchive(join(folder, "Ani/5025211004_Ani.zip"), "zip", [{ name: "server.py", text: SERVER }]);
  expect((await read(folder)).map(({ id }) => id)).toEqual(["5025211004", "5025211001", "Siti"]);
});

test("the pattern for ids can be another one, and its first group is the id", async () => {
  const folder = makeFolder({ "tugas-a12-budi/server.py": SERVER });
  expect((await read(folder, { idPattern: /-([a-z]\d+)-/ }))[0]?.id).toBe("a12");
});

test("names with control characters, markup and other encodings are made visible, and the content is copied to readable names", async () => {
  const folder = makeFolder({ "<b>5025211001<b>\u001b[2J/ser\u0007ver.py": SERVER });
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/<a>5025211001<`), Buffer.from([0xe9])]), SERVER);
  const [file, one] = await read(folder);
  expect(one?.source).toBe("<b>5025211001<b>\\u001b[2J");
  expect(paths(one)).toEqual(["ser\\u0007ver.py"]);
  expect(readFileSync(join(one?.folder ?? "", "ser\\u0007ver.py"), "utf8")).toBe(SERVER);
  expect(file?.source).toBe("<a>5025211001<\\xe9");
  expect(file?.sameId).toEqual([one?.source ?? ""]);
});

test("the hash changes with a byte, a name and a file in node_modules, and is the same for a folder and its archive", async () => {
  const hashOf = async (files: Readonly<Record<string, string>>) => {
    const named = Object.fromEntries(Object.entries(files).map(([path, text]) => [`x/${path}`, text]));
    return (await read(makeFolder(named)))[0]?.hash;
  };
  const first = await hashOf({ "server.js": "x" });
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(await hashOf({ "server.js": "x", ".DS_Store": "x" })).toBe(first);
  expect(await hashOf({ "server.js": "y" })).not.toBe(first);
  expect(await hashOf({ "server2.js": "x" })).not.toBe(first);
  expect(await hashOf({ "server.js": "x", "node_modules/a.js": "x" })).not.toBe(first);
  const folder = newFolder();
  makeArchive(join(folder, "x.zip"), "zip", [{ name: "server.js", text: "x" }]);
  expect((await read(folder))[0]?.hash).toBe(first ?? "");
});

test("a class may be one archive of any kind, and the folder for unpacking need not exist", async () => {
  for (const [kind, name] of [
    ["zip", "kelas.zip"],
    ["", "kelas.tar"],
    ["gz", "kelas.tgz"],
    ["xz", "kelas.tar.xz"],
  ] as const) {
    const file = makeArchive(join(newFolder(), name), kind, [
      { name: "kelas/5025211001/server.py", text: SERVER },
      { name: "kelas/5025211002.py", text: SERVER },
      { name: "__MACOSX/kelas/._x", text: "x" },
    ]);
    const class_ = await read(file, { into: join(newFolder(), "new") });
    expect(class_.map(({ id, files, submittedAt }) => [id, files.length, submittedAt])).toEqual([
      ["5025211001", 1, undefined],
      ["5025211002", 1, undefined],
    ]);
  }
});

test("what is no class is refused in one line", async () => {
  const folder = makeFolder({ "x.docx": "x", "empty/": "", "full/x": "x", "broken.zip": "PK" });
  const fail = async (path: string, into?: string) => {
    const error = await read(
      join(folder, path),
      into === undefined ? {} : { into: join(folder, into) },
    ).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ClassError);
    return (error as ClassError).message.replaceAll(folder, "");
  };
  expect(await fail("missing")).toBe("/missing: no such file or folder");
  expect(await fail("x.docx")).toBe(
    "/x.docx: not a class; give a folder, an archive (ZIP or tar), or a manifest (.csv)",
  );
  expect(await fail("empty")).toBe(
    "/empty: no submission in it; it must hold one folder, file or archive for each student",
  );
  expect(await fail("full", "full")).toBe("/full must be an empty folder");
  expect(await fail("broken.zip")).toStartWith("/broken.zip cannot be unpacked: ");
});

test("an id can be part of a file's name, whatever the folder is called", async () => {
  const long = "é".repeat(126);
  const folder = makeFolder({
    [`${long}/a.py`]: "x",
    "...a/a.py": "x",
    "manifest.csv": "id,path\n../../b/c,x.py\n",
    "x.py": "x",
  });
  expect((await read(join(folder, "manifest.csv"))).map(({ id }) => id)).toEqual(["_.._b_c"]);
  for (const { id } of await read(folder)) expect(Buffer.byteLength(id)).toBeLessThanOrEqual(200);
  const plain = makeFolder({ [`${long}/a.py`]: "x", "a b/a.py": "x" });
  expect((await read(plain)).map(({ id }) => id)).toEqual(["a b", "é".repeat(100)]);
});
