import { afterAll, expect, test } from "bun:test";
import { chmodSync, chownSync, lchownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { controlOf } from "../../../src/lab/run/path-control.ts";

const USER = { uid: 1234, gid: 1235 };
const base = mkdtempSync("/tmp/jam-path-control-");
afterAll(() => rmSync(base, { recursive: true, force: true }));
const asRoot = test.skipIf(process.getuid?.() !== 0);

function folder(name: string, mode = 0o755, owner = { uid: 0, gid: 0 }): string {
  const path = join(base, name);
  mkdirSync(path);
  chmodSync(path, mode);
  chownSync(path, owner.uid, owner.gid);
  return path;
}

asRoot("folders of root alone are root's, and the first missing one is named", () => {
  const path = folder("root");
  expect(controlOf(path)).toEqual({ user: undefined, missing: undefined });
  expect(controlOf(join(path, "a/b"))).toEqual({ user: undefined, missing: join(path, "a") });
});

asRoot("a folder of another user anywhere on the way is that user's", () => {
  const path = folder("theirs", 0o755, USER);
  mkdirSync(join(path, "inside"));
  for (const each of [path, join(path, "inside"), join(path, "missing/b")]) {
    expect(controlOf(each).user).toEqual(USER);
  }
});

asRoot("a folder that others may change is nobody's, unless it is sticky", () => {
  expect(controlOf(join(folder("open", 0o777), "a")).user).toEqual({ uid: 65_534, gid: 65_534 });
  expect(controlOf(join(folder("sticky", 0o1777), "a")).user).toBeUndefined();
  const grouped = { uid: 0, gid: 1235 };
  expect(controlOf(folder("grouped", 0o775, grouped)).user).toEqual({ uid: 65_534, gid: 1235 });
  expect(controlOf(folder("read", 0o755, grouped)).user).toBeUndefined();
  expect(controlOf(folder("group-of-root", 0o775)).user).toBeUndefined();
});

asRoot("a link of root leads on, relative or absolute, and one of another user is theirs", () => {
  const target = folder("target", 0o755, USER);
  mkdirSync(join(base, "links"));
  symlinkSync("../target", join(base, "links/relative"));
  symlinkSync(target, join(base, "links/absolute"));
  symlinkSync("/nowhere/at/all", join(base, "links/broken"));
  symlinkSync("loop", join(base, "links/loop"));
  expect(controlOf(join(base, "links/relative/x")).user).toEqual(USER);
  expect(controlOf(join(base, "links/absolute")).user).toEqual(USER);
  expect(controlOf(join(base, "links/broken"))).toEqual({ user: undefined, missing: "/nowhere" });
  expect(() => controlOf(join(base, "links/loop"))).toThrow("too many links");
  const sticky = folder("sticky-links", 0o1777);
  symlinkSync("/", join(sticky, "link"));
  lchownSync(join(sticky, "link"), USER.uid, USER.gid);
  expect(controlOf(join(sticky, "link/etc")).user).toEqual(USER);
});
