/** The bundle that `bin/build.ts` makes of `jam serve`: served from while it is of the sources as they are, and else never. */
import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { JamServer } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes } from "../support/replies.ts";
import { runProgram } from "../support/run-program.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "jam's bundle ")); // a blank and a quote in the path are part of the test
const clone = join(folder, "clone");
afterAll(() => rmSync(folder, { recursive: true }));

const BUNDLED = "bundled"; // in the version that a server tells of itself

/** Builds, and marks what was built. */
async function build(): Promise<void> {
  expect(await runProgram([process.execPath, join(clone, "bin", "build.ts")])).toMatchObject({
    exit: 0,
    stderr: "",
  });
  const path = join(clone, "dist", "src", "cli", "main.js");
  writeFileSync(path, readFileSync(path, "utf8").replace('version:"0.1.0"', `version:"${BUNDLED}"`));
}

/** The version that a server tells of itself when it starts. */
async function versionIn(at: string): Promise<unknown> {
  await using server = await JamServer.start([], { command: [join(at, "bin", "jam"), "serve"] });
  return (await server.waitFor(({ event }) => event === "listening")).version;
}

beforeAll(() => {
  for (const part of ["bin", "src", "package.json", "package-lock.json"])
    cpSync(join(root, part), join(clone, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
});

beforeEach(async () => {
  rmSync(join(clone, "dist"), { recursive: true, force: true });
  await build();
});

test("a server of it serves, with its page and what it loads late", async () => {
  await using server = await JamServer.start(["--monitor", "127.0.0.1:0", "--threads", "2"], {
    command: [join(clone, "bin", "jam"), "serve"],
  });
  expect((await server.waitFor(({ event }) => event === "listening")).version).toBe(BUNDLED);
  using client = await RawClient.dial(server.port);
  client.send("TIME\r\nQUIT\r\n");
  expect(await client.waitForClose()).toBe("fin");
  expectTimes(client.text, 1);
  const { url } = await server.waitFor(({ event }) => event === "monitor-listening");
  const page = await fetch(url);
  const script = /src="([^"]+)"/.exec(await page.text())?.[1];
  expect((await fetch(new URL(script ?? "missing", url))).status).toBe(200);
  expect((await server.stop()).exit).toBe(0);
});

test("its threads run its own program, and that of the sources where it is gone", async () => {
  const thread = join(clone, "dist", "src", "server", "threads", "worker.js");
  writeFileSync(thread, `self.postMessage({ kind: "listen-failed", code: "${BUNDLED}", address: "::" });`);
  await expect(versionIn(clone)).rejects.toThrow(BUNDLED);
  rmSync(thread);
  expect(await versionIn(clone)).toBe(BUNDLED);
});

test("a source that was changed since is what is served from, whatever date it bears", async () => {
  const source = join(clone, "src", "server", "connection.ts");
  expect(await versionIn(clone)).toBe(BUNDLED);
  writeFileSync(source, `${readFileSync(source, "utf8")}\n`);
  utimesSync(source, 0, 0); // as a copy that keeps dates
  expect(await versionIn(clone)).toBe("0.1.0");
  await build();
  expect(await versionIn(clone)).toBe(BUNDLED);
});

test.each([
  ["what it was made of cannot be read", (dist: string) => writeFileSync(join(dist, "made.json"), "{")],
  ["its program is gone", (dist: string) => rmSync(join(dist, "src", "cli", "main.js"))],
])("where %s, the sources are what is served from until it is built again", async (_, damage) => {
  damage(join(clone, "dist"));
  expect(await versionIn(clone)).toBe("0.1.0");
  await build();
  expect(await versionIn(clone)).toBe(BUNDLED);
});

test("a source that was changed at once, to as many bytes, is what is served from", async () => {
  const source = join(clone, "src", "cli", "serve.ts");
  const second = Math.floor(Date.now() / 1000) - 10;
  utimesSync(source, second, second + 0.25);
  await build();
  expect(await versionIn(clone)).toBe(BUNDLED);
  utimesSync(source, second, second + 0.5);
  expect(await versionIn(clone)).toBe("0.1.0");
  utimesSync(source, second, second); // as an archive keeps it
  expect(await versionIn(clone)).toBe(BUNDLED);
});

test("where a source is missing, the sources are what is served from", async () => {
  renameSync(join(clone, "bin", "build.ts"), join(clone, "bin", "moved.ts"));
  expect(await versionIn(clone)).toBe("0.1.0");
  renameSync(join(clone, "bin", "moved.ts"), join(clone, "bin", "build.ts"));
});

test("two that build at once leave one bundle, and nothing else", async () => {
  rmSync(join(clone, "dist"), { recursive: true });
  await Promise.all([build(), build()]);
  expect(await versionIn(clone)).toBe(BUNDLED);
  const { stdout } = await runProgram(["ls", "-A", clone]);
  expect(stdout.split("\n").filter((name) => name.startsWith("dist"))).toEqual(["dist"]);
});

test("in a folder that was moved, the sources are what is served from", async () => {
  const moved = join(folder, "moved");
  renameSync(clone, moved);
  expect(await versionIn(moved)).toBe("0.1.0");
  renameSync(moved, clone);
});
