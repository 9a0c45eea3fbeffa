import { afterAll, expect, test } from "bun:test";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_NETWORK, defaultHosts, layoutOf } from "../../../src/lab/network/layout.ts";
import {
  clearState,
  createState,
  type LabState,
  parseState,
  readState,
  stateFolder,
} from "../../../src/lab/network/state.ts";
import { startTimeOf } from "../../../src/proc/process.ts";

const base = mkdtempSync("/tmp/jam-lab-state-");
afterAll(() => rmSync(base, { recursive: true, force: true }));
let count = 0;
const freshFolder = () => {
  const runtimeFolder = join(base, String(count++));
  mkdirSync(runtimeFolder);
  return stateFolder({ runtimeFolder });
};

/** A lab whose daemon is this test's own process. */
function heldBy(pid: number, startTime = startTimeOf(pid) ?? 0): LabState {
  const layout = layoutOf(DEFAULT_NETWORK, defaultHosts(DEFAULT_NETWORK));
  return {
    schema: 2,
    since: "2026-01-01T00:00:00.000Z",
    daemon: { pid, startTime, isRootless: false },
    layout,
  };
}

test("a claimed lab is found again unchanged", () => {
  const folder = freshFolder();
  expect(readState(folder)).toBeUndefined();
  const state = JSON.parse(JSON.stringify(heldBy(process.pid)));
  expect(createState(folder, state)).toBe(true);
  expect(readState(folder)).toEqual(state);
  clearState(folder);
  expect(readState(folder)).toBeUndefined();
});

test("while a lab is running another cannot be claimed", () => {
  const folder = freshFolder();
  createState(folder, heldBy(process.pid));
  expect(createState(folder, heldBy(1))).toBe(false);
  expect(readState(folder)?.daemon.pid).toBe(process.pid);
});

test("a lab whose daemon has ended is not running, and another can be claimed", async () => {
  const folder = freshFolder();
  const daemon = Bun.spawn(["sleep", "60"]);
  const state = heldBy(daemon.pid);
  createState(folder, state);
  expect(readState(folder)?.daemon.pid).toBe(daemon.pid);
  daemon.kill("SIGKILL");
  await daemon.exited;
  expect(readState(folder)).toBeUndefined();
  expect(createState(folder, heldBy(process.pid))).toBe(true);
});

test("another process with the same pid is not the daemon", () => {
  const folder = freshFolder();
  createState(folder, heldBy(process.pid, (startTimeOf(process.pid) ?? 0) - 1));
  expect(readState(folder)).toBeUndefined();
});

test("a file that is not a state of this version is ignored", () => {
  for (const text of [
    undefined,
    "",
    "null",
    "[]",
    "{",
    '{"schema":1}',
    '{"schema":2,"daemon":{"pid":"x"}}',
  ]) {
    expect(parseState(text)).toBeUndefined();
  }
});

test("a folder that others can write to, or that is a link, is refused", () => {
  const uid = process.getuid?.() ?? 0;
  const open = join(base, "open");
  mkdirSync(join(open, `jam-lab-${uid}`), { recursive: true });
  chmodSync(join(open, `jam-lab-${uid}`), 0o777);
  expect(() => stateFolder({ runtimeFolder: open })).toThrow("not a private folder of this user");
  const linked = join(base, "linked");
  mkdirSync(linked);
  symlinkSync(base, join(linked, `jam-lab-${uid}`));
  expect(() => stateFolder({ runtimeFolder: linked })).toThrow("not a private folder of this user");
});

test("without a runtime folder the state is kept in /tmp", () => {
  const folder = `/tmp/jam-lab-${process.getuid?.() ?? 0}`;
  const was = existsSync(folder);
  writeFileSync(join(base, "file"), "");
  expect(stateFolder({ runtimeFolder: undefined })).toBe(folder);
  expect(stateFolder({ runtimeFolder: join(base, "file") })).toBe(folder);
  if (!was) rmSync(folder, { recursive: true });
});
