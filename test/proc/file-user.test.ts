import { afterAll, expect, test } from "bun:test";
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { asFileUser } from "../../src/proc/file-user.ts";

const USER = { uid: 65_534, gid: 65_533 };
const base = mkdtempSync("/tmp/jam-file-user-");
afterAll(() => rmSync(base, { recursive: true, force: true }));
const asRoot = test.skipIf(process.getuid?.() !== 0);

function theirs(name: string): string {
  const folder = join(base, name);
  mkdirSync(folder);
  chownSync(folder, USER.uid, USER.gid);
  return folder;
}
chmodSync(base, 0o755);

const credentials = () => readFileSync("/proc/self/status", "utf8").match(/^(Uid|Gid|Groups|CapEff):.*$/gm);

asRoot("what is made belongs to the user, and root is root again afterwards", () => {
  const before = credentials();
  const file = join(theirs("made"), "file");
  expect(asFileUser(USER, () => writeFileSync(file, "text"))).toBeUndefined();
  expect(statSync(file)).toMatchObject(USER);
  expect(credentials()).toEqual(before);
  const fail = () => {
    throw new Error("no luck");
  };
  expect(() => asFileUser(USER, fail)).toThrow("no luck");
  expect(credentials()).toEqual(before);
});

asRoot("what the user may not read, write, list or remove is refused, also through a link of theirs", () => {
  const secret = join(base, "secret");
  mkdirSync(secret, { mode: 0o700 });
  writeFileSync(join(secret, "file"), "root's");
  const link = join(theirs("links"), "link");
  symlinkSync(secret, link);
  for (const path of [join(secret, "file"), join(link, "file")]) {
    expect(() => asFileUser(USER, () => readFileSync(path))).toThrow("EACCES");
    expect(() => asFileUser(USER, () => writeFileSync(path, "theirs"))).toThrow("EACCES");
    expect(() => asFileUser(USER, () => rmSync(path))).toThrow("EACCES");
  }
  expect(readFileSync(join(secret, "file"), "utf8")).toBe("root's");
});

asRoot("groups of root give no access", () => {
  const shared = join(base, "shared");
  mkdirSync(shared);
  chmodSync(shared, 0o770);
  expect(() => asFileUser(USER, () => writeFileSync(join(shared, "file"), ""))).toThrow("EACCES");
});

asRoot("a file that the user opened can be read on as root", () => {
  const file = join(theirs("opened"), "file");
  asFileUser(USER, () => writeFileSync(file, "text"));
  const descriptor = asFileUser(USER, () => openSync(file, "r"));
  expect(readSync(descriptor, new Uint8Array(9))).toBe(4);
  closeSync(descriptor);
});
