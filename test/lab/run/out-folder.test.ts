import { afterAll, expect, test } from "bun:test";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { prepareFolder } from "../../../src/lab/run/out-folder.ts";

const base = mkdtempSync("/tmp/jam-out-folder-");
afterAll(() => rmSync(base, { recursive: true, force: true }));
const fill = (name: string, files: readonly string[]) => {
  const folder = join(base, name);
  mkdirSync(folder);
  for (const file of files) writeFileSync(join(folder, file), "");
  return folder;
};

test("a missing folder is made, and removed again with what the run wrote", () => {
  const folder = join(base, "new/deep");
  const prepared = prepareFolder(folder);
  expect(readdirSync(prepared.filling)).toEqual([]);
  writeFileSync(join(prepared.filling, "mesin1.pcapng"), "");
  prepared.discard();
  expect(existsSync(folder)).toBe(false);
});

test("an earlier run stays as it was until the new one is complete, and is then replaced", () => {
  const folder = fill("old", ["run.json", "a.pcapng", "server.log", "facts.json", "TUGAS2.PDF"]);
  const earlier = readdirSync(folder).sort();
  const failed = prepareFolder(folder);
  writeFileSync(join(failed.filling, "server.log"), "failed");
  expect(failed.hasRun()).toBe(false);
  failed.discard();
  expect(readdirSync(folder).sort()).toEqual(earlier);
  expect(readFileSync(join(folder, "server.log"), "utf8")).toBe("");

  const good = prepareFolder(folder);
  for (const name of ["run.json", "b.pcapng"]) writeFileSync(join(good.filling, name), "new");
  expect(good.hasRun()).toBe(true);
  good.keep();
  expect(readdirSync(folder).sort()).toEqual(["TUGAS2.PDF", "b.pcapng", "run.json"]);
  expect(readFileSync(join(folder, "run.json"), "utf8")).toBe("new");
});

test("the next run removes what a killed run left; a run in progress keeps its files", () => {
  const folder = fill("killed", ["a.pcapng", "server.log"]);
  const [killed, running] = [".run-99999999", `.run-${process.ppid}`];
  for (const name of [killed, running]) mkdirSync(join(folder, name));
  const prepared = prepareFolder(folder);
  expect(existsSync(join(folder, killed))).toBe(false);
  expect(existsSync(join(folder, running))).toBe(true);
  prepared.keep();
  expect(readdirSync(folder)).toEqual([running]);
});

test.skipIf(process.getuid?.() !== 0)(
  "what root wrote under sudo belongs to the user, with the folders made",
  () => {
    const folder = join(base, "theirs/run");
    const owner = { uid: 65_534, gid: 65_533 };
    const prepared = prepareFolder(folder, owner);
    writeFileSync(join(prepared.filling, "run.json"), "");
    prepared.keep();
    for (const path of [dirname(folder), folder, join(folder, "run.json")]) {
      expect(statSync(path)).toMatchObject(owner);
    }
    expect(statSync(base)).toMatchObject({ uid: 0 });
  },
);

test.skipIf(process.getuid?.() !== 0)(
  "the root of a user namespace without other users is like any user",
  () => {
    const folder = fill("namespace", ["run.json"]);
    chownSync(folder, 65_534, 65_534);
    chmodSync(folder, 0o777);
    const script = `const { prepareFolder } = await import(${JSON.stringify(Bun.fileURLToPath(new URL("../../../src/lab/run/out-folder.ts", import.meta.url)))});
    const run = prepareFolder(${JSON.stringify(folder)});
    require("node:fs").writeFileSync(run.filling + "/run.json", "new");
    run.keep();
    console.log(run.filling)`;
    const unshare = ["unshare", "--user", "--map-root-user", process.execPath, "-e", script];
    expect(Bun.spawnSync(unshare).stdout.toString()).toStartWith(`${folder}/`);
    expect(readFileSync(join(folder, "run.json"), "utf8")).toBe("new");
  },
);

test("a folder with other things is refused and left alone", () => {
  const folder = fill("other", ["thesis.tex", "mine.pcapng"]);
  expect(() => prepareFolder(folder)).toThrow("contains files that do not belong to a run");
  expect(readdirSync(folder).sort()).toEqual(["mine.pcapng", "thesis.tex"]);
});

test("a file is not a folder", () => {
  const folder = fill("with-file", ["file"]);
  expect(() => prepareFolder(join(folder, "file"))).toThrow("cannot be used");
});
