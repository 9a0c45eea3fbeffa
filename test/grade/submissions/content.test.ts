import { expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Unreadable } from "../../../src/grade/submission.ts";
import { READ_LIMITS } from "../../../src/grade/submissions/limits.ts";
import { type Entry, type Files, makeArchive, makeFolder, newFolder, read, SERVER } from "./class-maker.ts";

const GOOD: Entry = { name: "server.py", text: SERVER };

async function unreadable(files: Files, limits = READ_LIMITS) {
  const into = newFolder();
  const folder = makeFolder(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`x/${path}`, text])),
  );
  const [one, ...others] = await read(folder, { into, limits });
  expect(others).toEqual([]);
  expect(one?.hash).toMatch(/^[0-9a-f]{64}$/);
  expectNothingLeft(one?.unreadable, into);
  return one?.unreadable;
}

/** Of an archive that failed, nothing stays on the disk. */
function expectNothingLeft(fault: Unreadable | undefined, into: string): void {
  const isKept = fault === undefined || fault.why === "empty" || fault.why === "no-code";
  if (!isKept) expect(readdirSync(into)).toEqual([]);
}

/** The only archive of a student. */
async function unreadableArchive(kind: string, entries: readonly Entry[], limits = READ_LIMITS) {
  const into = newFolder();
  const folder = newFolder();
  const name = kind === "zip" ? "x.zip" : `x.tar${kind === "" ? "" : `.${kind}`}`;
  makeArchive(join(folder, "x", name), kind, entries);
  const [one] = await read(folder, { into, limits });
  expectNothingLeft(one?.unreadable, into);
  return one?.unreadable ?? one?.files.map(({ path }) => path);
}

test("nothing but empty folders, empty files or junk is empty", async () => {
  expect(await unreadable({ "a/b/": "" })).toEqual({ why: "empty" });
  expect(await unreadable({ "server.py": "" })).toEqual({ why: "empty" });
  expect(await unreadable({ ".DS_Store": "x", "__MACOSX/x": "x" })).toEqual({ why: "empty" });
  for (const kind of ["zip", "", "gz"]) expect(await unreadableArchive(kind, [])).toEqual({ why: "empty" });
});

test("only documents, pictures or a link are no code, and some are named", async () => {
  expect(
    await unreadable({ "laporan.PDF": "%PDF-1.7", "a/foto.jpg": "x", "video.url": "[InternetShortcut]" }),
  ).toEqual({
    ...{ why: "no-code", files: ["a/foto.jpg", "laporan.PDF", "video.url"] },
  });
  expect(await unreadable({ "link.txt": "https://example.org" })).toEqual({
    why: "no-code",
    files: ["link.txt"],
  });
  expect(await unreadable({ "laporan.docx": "PK\u0003\u0004" })).toEqual({
    why: "no-code",
    files: ["laporan.docx"],
  });
  expect(
    await unreadable({ "README.md": "x", ".gitignore": "x", ".github/workflows/classroom.yml": "x" }),
  ).toMatchObject({
    why: "no-code",
  });
  expect(await unreadable({ "laporan.pdf": "x", Makefile: "all:" })).toBeUndefined();
});

test("RAR and 7z are recognised by their bytes, under any archive's name", async () => {
  const rar = "Rar!\u001a\u0007\u0001\u0000";
  expect(await unreadable({ "tugas.rar": rar })).toEqual({
    why: "archive-kind",
    file: "tugas.rar",
    kind: "rar",
  });
  expect(await unreadable({ "tugas.zip": rar })).toEqual({
    why: "archive-kind",
    file: "tugas.zip",
    kind: "rar",
  });
  expect(await unreadable({ tugas: rar })).toEqual({ why: "archive-kind", file: "tugas", kind: "rar" });
  expect(await unreadable({ "server.py": SERVER, "t.7z": "x" })).toEqual({
    ...{ why: "archive-kind", file: "t.7z", kind: "7z" },
  });
  const folder = makeFolder({ "Budi.rar": rar });
  writeFileSync(join(folder, "Siti.7z"), Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]));
  expect((await read(folder)).map((one) => one.unreadable)).toEqual([
    { why: "archive-kind", file: "Budi.rar", kind: "rar" },
    { why: "archive-kind", file: "Siti.7z", kind: "7z" },
  ]);
});

test("an encrypted ZIP is encrypted", async () => {
  const folder = newFolder();
  const file = makeArchive(join(folder, "x/x.zip"), "zip", [GOOD]);
  const bytes = readFileSync(file);
  // The flag of both headers: Python's zipfile cannot encrypt.
  for (const [signature, offset] of [
    ["PK\u0001\u0002", 8],
    ["PK\u0003\u0004", 6],
  ] as const) {
    const at = bytes.indexOf(signature) + offset;
    bytes[at] = (bytes[at] ?? 0) | 1;
  }
  writeFileSync(file, bytes);
  expect((await read(folder))[0]?.unreadable).toEqual({ why: "encrypted", file: "x.zip" });
});

test("an archive that is cut anywhere, or has one wrong byte in a file, is broken", async () => {
  const text = Array.from({ length: 3000 }, (_, index) => `${(index * 7919) % 10_007}`).join(" ");
  for (const kind of ["zip", "", "gz", "bz2", "xz"]) {
    const folder = newFolder();
    const name = kind === "zip" ? "x.zip" : kind === "" ? "x.tar" : `x.tar.${kind}`;
    const whole = readFileSync(makeArchive(join(folder, name), kind, [{ name: "server.py", text }]));
    const verdict = async (bytes: Uint8Array) => {
      writeFileSync(join(folder, name), bytes);
      return (await read(folder))[0]?.unreadable?.why ?? "read";
    };
    const content = kind === "" ? 512 + text.length : whole.length;
    for (const length of [1, 5, 30, 200, Math.floor(content / 2), content - 30])
      expect([kind, length, await verdict(whole.subarray(0, length))]).toEqual([
        kind,
        length,
        "broken-archive",
      ]);
    expect(await verdict(whole)).toBe("read");
    const wrong = Uint8Array.from(whole);
    const middle = kind === "" ? 100 : Math.floor(whole.length / 2);
    wrong[middle] = (wrong[middle] ?? 0) ^ 0x10;
    expect([kind, await verdict(wrong)]).toEqual([kind, "broken-archive"]);
  }
});

test("no entry and no link leads out of the folder", async () => {
  for (const name of ["../out.py", "a/../../out.py", "/tmp/out.py"]) {
    const escapes = { why: "escapes", entry: name } as const;
    expect(await unreadableArchive("zip", [GOOD, { name, text: "x" }])).toEqual({
      ...escapes,
      file: "x.zip",
    });
    expect(await unreadableArchive("gz", [GOOD, { name, text: "x" }])).toEqual({
      ...escapes,
      file: "x.tar.gz",
    });
  }
  for (const name of ["..\\out.py", "C:\\out.py", "\\out.py"])
    expect(await unreadableArchive("zip", [{ name, text: "x" }])).toMatchObject({ why: "escapes" });
  for (const link of ["/etc/passwd", "../../x", "a/../../x"]) {
    expect(await unreadableArchive("zip", [GOOD, { name: "l", link }])).toMatchObject({
      why: "escapes",
      entry: "l",
    });
    expect(await unreadableArchive("", [GOOD, { name: "l", link }])).toMatchObject({
      why: "escapes",
      entry: "l",
    });
    expect(await unreadable({ "server.py": SERVER, l: { link } })).toMatchObject({
      why: "escapes",
      entry: "l",
    });
  }
  expect(await unreadableArchive("", [GOOD, { name: "h", hardLink: "/etc/passwd" }])).toMatchObject({
    why: "escapes",
  });
  expect(await unreadableArchive("", [GOOD, { name: "h", hardLink: "../x" }])).toMatchObject({
    why: "escapes",
  });
});

test("nothing is written through a link, and a chain of links does not lead out either", async () => {
  const outside = newFolder();
  for (const kind of ["zip", ""]) {
    const entries = [
      { name: "d", link: outside },
      { name: "d/out.py", text: "x" },
    ];
    await unreadableArchive(kind, entries);
    expect(existsSync(join(outside, "out.py"))).toBe(false);
    const chain = [
      { name: "d/e/x", text: "x" },
      { name: "d/e/up", link: "../.." },
      { name: "l", link: "d/e/up/../y" },
    ];
    const result = await unreadableArchive(kind, [GOOD, ...chain]);
    expect(result).toEqual(["d/e/x", "server.py"]);
  }
  const chained = await unreadable({ "d/e/x": "x", "d/e/up": { link: "../.." }, l: { link: "d/e/up/.." } });
  expect(chained).toMatchObject({ why: "escapes", entry: "l" });
});

test("links and hard links within the folder are kept; devices, and links of node_modules, are left out", async () => {
  const entries: readonly Entry[] = [
    { name: "a/", text: "" },
    { name: "a/server.py", text: SERVER },
    { name: "server.py", hardLink: "a/server.py" },
    { name: "l", link: "a/server.py" },
    { name: "dev", device: true },
    { name: "node_modules/.bin/x", link: "/usr/bin/node" },
    { name: "env/pyvenv.cfg", text: "home = /usr/bin" },
  ];
  const folder = newFolder();
  makeArchive(join(folder, "x.tar"), "", entries);
  const [one] = await read(folder);
  expect(one?.files.map(({ path }) => path)).toEqual(["a/server.py", "server.py"]);
  expect(readFileSync(join(one?.folder ?? "", "l"), "utf8")).toBe(SERVER);
  expect(readdirSync(one?.folder ?? "").sort()).toEqual(["a", "l", "server.py"]);
});

test("of two entries with one name the last counts, and a file cannot be a folder too", async () => {
  const folder = newFolder();
  makeArchive(join(folder, "x.zip"), "zip", [{ name: "server.py", text: "old" }, GOOD]);
  const [one] = await read(folder);
  expect(readFileSync(join(one?.folder ?? "", "server.py"), "utf8")).toBe(SERVER);
  expect(
    await unreadableArchive("zip", [
      { name: "a", text: "x" },
      { name: "a/b", text: "x" },
    ]),
  ).toMatchObject({
    why: "broken-archive",
  });
});

test("sizes, counts, depths and ratios are limited, and the limit is named", async () => {
  const limits = {
    ...{ ...READ_LIMITS, fileBytes: 100_000, submissionBytes: 150_000, submissionEntries: 20 },
    ...{ folderDepth: 5, ratio: 20, ratioFreeBytes: 50_000 },
  };
  const tooLarge = (limit: string) => ({ why: "too-large", limit });
  const files = (count: number, size: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}.py`, "x".repeat(size)]));
  const entries = (count: number, size: number) =>
    Object.entries(files(count, size)).map(([name, text]) => ({ name, text }));
  expect(await unreadable(files(1, 100_001), limits)).toMatchObject(tooLarge("100000 bytes in a file"));
  expect(await unreadable(files(4, 50_000), limits)).toMatchObject(tooLarge("150000 bytes"));
  expect(await unreadable(files(21, 1), limits)).toMatchObject(tooLarge("20 files and folders"));
  expect(await unreadable({ "a/b/c/d/e/f/x.py": "x" }, limits)).toMatchObject(
    tooLarge("5 folders below each other"),
  );
  for (const kind of ["zip", "", "xz"]) {
    expect(await unreadableArchive(kind, entries(4, 40_000), limits)).toMatchObject({ why: "too-large" });
    expect(await unreadableArchive(kind, entries(21, 1), limits)).toMatchObject(
      tooLarge("20 files and folders"),
    );
    const deep = [{ name: "a/b/c/d/e/f.py", text: "x" }];
    expect(await unreadableArchive(kind, deep, limits)).toMatchObject(tooLarge("5 folders below each other"));
  }
  const bomb = [{ name: "zeros.py", zeros: 90_000 }];
  for (const kind of ["zip", "gz", "bz2", "xz"])
    expect(await unreadableArchive(kind, bomb, limits)).toMatchObject(tooLarge("20 times its packed size"));
  expect(await unreadableArchive("zip", [{ name: `${"x".repeat(256)}.py`, text: "x" }])).toMatchObject(
    tooLarge("255 bytes in a name"),
  );
});

test("the size of a whole class is limited, and a submission that is too large costs the others nothing", async () => {
  const folder = newFolder();
  for (const name of ["1", "2", "3", "4"])
    makeArchive(join(folder, `${name}.zip`), "zip", [
      ...[
        { name: "a.py", text: "x".repeat(30_000) },
        { name: "b.py", text: "x".repeat(name === "1" ? 40_000 : 1) },
      ],
    ]);
  const limits = { ...READ_LIMITS, submissionBytes: 60_000, classBytes: 85_000 };
  const class_ = await read(folder, { limits });
  expect(class_.map(({ unreadable: fault }) => (fault?.why === "too-large" ? fault.limit : fault))).toEqual([
    "60000 bytes",
    ...[undefined, undefined],
    "85000 bytes in the class",
  ]);
});

test("in the archive of a class, what is wrong in one student's part costs that student only", async () => {
  for (const [kind, name] of [
    ["zip", "class.zip"],
    ["gz", "class.tgz"],
  ] as const) {
    const file = makeArchive(join(newFolder(), name), kind, [
      ...["Budi_1", "Ani_2"].map((who) => ({
        name: `class/${who}_assignsubmission_file_/server.py`,
        text: SERVER,
      })),
      { name: "class/Cici_3_assignsubmission_file_/../../../../tmp/x", text: "x" },
      { name: "class/Dedi_4_assignsubmission_file_/l", link: "/etc/passwd" },
      { name: "class/Eka_5_assignsubmission_file_/l", link: "../Budi_1_assignsubmission_file_/server.py" },
      { name: "class/Fani_6_assignsubmission_file_/zeros.py", zeros: 2_000_000 },
    ]);
    const class_ = await read(file, { limits: { ...READ_LIMITS, fileBytes: 1_000_000 } });
    expect(class_.map(({ name: who, unreadable: fault }) => [who, fault?.why])).toEqual([
      ["Ani", undefined],
      ["Budi", undefined],
      ["Cici", "escapes"],
      ["Dedi", "escapes"],
      ["Eka", "escapes"],
      ["Fani", "too-large"],
    ]);
  }
  const hostile = makeArchive(join(newFolder(), "class.zip"), "zip", [{ name: "../x", text: "x" }, GOOD]);
  expect(read(hostile)).rejects.toThrow(/class\.zip holds an entry that leads out of its folder: \.\.\/x/);
});

test("names in a ZIP are UTF-8 with or without the flag, otherwise code page 437; backslashes separate folders", async () => {
  const folder = newFolder();
  const file = makeArchive(join(folder, "x.zip"), "zip", [
    { name: "kelas\\server.py", text: SERVER },
    { name: "caf#.py", text: "x" },
    { name: "na##ve.py", text: "x" },
  ]);
  const bytes = readFileSync(file)
    .toString("latin1")
    .replaceAll("caf#", "caf\u0082")
    .replaceAll("na##ve", "na\u00c3\u00afve");
  writeFileSync(file, Buffer.from(bytes, "latin1"));
  expect((await read(folder))[0]?.files.map(({ path }) => path).sort()).toEqual(
    ["café.py", "kelas/server.py", "naïve.py"].sort(),
  );
});

test("the top of a class is not left through a link", async () => {
  const outside = makeFolder({ "server.py": SERVER });
  const folder = makeFolder({
    "5025211001": { link: outside },
    "5025211002/server.py": SERVER,
    "Budi_1_assignsubmission_file_server.py": { link: join(outside, "server.py") },
  });
  expect((await read(folder)).map(({ id, unreadable: fault }) => [id, fault?.why])).toEqual([
    ["Budi_1", "escapes"],
    ["5025211001", "escapes"],
    ["5025211002", undefined],
  ]);
});

test("what the libraries cannot unpack is broken, and nothing is silently left out", async () => {
  const folder = newFolder();
  const holes = join(newFolder(), "holes.bin");
  writeFileSync(holes, "");
  truncateSync(holes, 1_000_000);
  for (const format of ["gnu", "posix"]) {
    const file = join(folder, `${format}.tar`);
    Bun.spawnSync(["tar", `--format=${format}`, "-S", "-cf", file, "-C", dirname(holes), "holes.bin"]);
  }
  const method = "import sys, zipfile; zipfile.ZipFile(sys.argv[1], 'w', 14).writestr('server.py', 'x' * 99)";
  Bun.spawnSync(["python3", "-c", method, join(folder, "lzma.zip")]);
  expect((await read(folder)).map(({ source, unreadable: fault }) => [source, fault?.why])).toEqual([
    ["gnu.tar", "broken-archive"],
    ["lzma.zip", "broken-archive"],
    ["posix.tar", "broken-archive"],
  ]);
});

test("an archive with any one byte changed is read or has a reason: it never stops the class, nor leaves its folder", async () => {
  const folder = newFolder();
  const into = join(newFolder(), "into");
  for (const [kind, step] of [
    ["zip", 5],
    ["", 97],
    ["gz", 5],
    ["xz", 5],
  ] as const) {
    const name = kind === "zip" ? "x.zip" : kind === "" ? "x.tar" : `x.tar.${kind}`;
    const entries = [GOOD, { name: "a/b.py", text: "x" }, { name: "l", link: "a" }];
    const whole = readFileSync(makeArchive(join(folder, name), kind, entries));
    for (let at = 0; at < whole.length; at += step) {
      const bytes = Uint8Array.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      writeFileSync(join(folder, name), bytes);
      const [one, ...others] = await read(folder, { into });
      expect(others).toEqual([]);
      expect(one?.source).toBe(name);
      rmSync(into, { recursive: true });
      expect(readdirSync(dirname(into))).toEqual([]);
    }
    rmSync(join(folder, name));
  }
});
