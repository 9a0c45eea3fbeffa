/** The bundle that `bin/build.ts` makes of `jam serve`: a server runs it only while it is of the sources as they are. */
import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MADE, type Made, noteOf, PROGRAM, THREAD } from "../../../bin/bundle.ts";
import { JamServer } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes } from "../support/replies.ts";
import { runProgram } from "../support/run-program.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "jam's bundle ")); // a blank and a quote in the path are part of the test
const clone = join(folder, "clone");
const source = join(clone, "src/server/connection/connection.ts");
afterAll(() => rmSync(folder, { recursive: true }));

const withNpm = needs("npm", "npm");

const BUNDLED = "bundled"; // the version that a server of the bundle logs
const SOURCES = "0.1.0";

async function build(): Promise<void> {
  expect(await runProgram([process.execPath, join(clone, "bin/build.ts")])).toMatchObject({
    exit: 0,
    stderr: "",
  });
}

/** Lets the bundle log a version of its own, and keeps it current. */
function mark(): void {
  const program = join(clone, PROGRAM);
  writeFileSync(
    program,
    readFileSync(program, "utf8").replace(`version:"${SOURCES}"`, `version:"${BUNDLED}"`),
  );
  renewNote();
}

function renewNote(): void {
  const { files } = JSON.parse(readFileSync(join(clone, MADE), "utf8")) as Made;
  writeFileSync(join(clone, MADE), JSON.stringify(noteOf(clone, files)));
}

/** The version that a server logs when it starts. */
async function versionIn(at: string): Promise<unknown> {
  await using server = await JamServer.start([], { command: [join(at, "bin/jam"), "serve"] });
  return (await server.waitFor(({ event }) => event === "listening")).version;
}

beforeAll(() => {
  for (const part of ["bin", "src", "package.json", "package-lock.json"])
    cpSync(join(root, part), join(clone, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
});

beforeEach(async () => {
  rmSync(join(clone, MADE), { force: true });
  await build();
  mark();
});

test("a server of the bundle serves, with its page and what it loads late", async () => {
  await using server = await JamServer.start(["--monitor", "127.0.0.1:0", "--threads", "2"], {
    command: [join(clone, "bin/jam"), "serve"],
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
  const flags = ["--host", "127.0.0.1", "--port", String(server.port)];
  const second = await runProgram([join(clone, "bin/jam"), "serve", ...flags]);
  expect(second.stderr).toContain("another jam serve");
  expect((await server.stop()).exit).toBe(0);
});

test("its threads run the bundled program", async () => {
  const program = `self.onmessage = () => self.postMessage({ kind: "listen-failed", code: "${BUNDLED}", address: "::" });`;
  writeFileSync(join(clone, THREAD), program);
  renewNote();
  await expect(versionIn(clone)).rejects.toThrow(BUNDLED);
});

test("an edited source is served at once, whatever its date and size; with the edit undone the bundle is", async () => {
  const text = readFileSync(source, "utf8");
  const { atime, mtime } = statSync(source);
  writeFileSync(source, `${text.slice(0, -1)} `);
  utimesSync(source, atime, mtime);
  expect(await versionIn(clone)).toBe(SOURCES);
  writeFileSync(source, text);
  expect(await versionIn(clone)).toBe(BUNDLED);
});

test("a build that is not of the sources as they are is replaced by the next one", async () => {
  const text = readFileSync(source, "utf8");
  writeFileSync(source, `${text}console.error("edited");\n`);
  await build();
  expect(readFileSync(join(clone, THREAD), "utf8")).toContain("edited");
  writeFileSync(source, text);
});

test("a build changes no file that a start may be reading", async () => {
  const before = readFileSync(join(clone, PROGRAM), "utf8");
  const opened = openSync(join(clone, PROGRAM), "r");
  const text = readFileSync(source, "utf8");
  writeFileSync(source, `${text}console.error("edited");\n`);
  await build();
  expect(readFileSync(opened, "utf8")).toBe(before);
  closeSync(opened);
  expect(readdirSync(clone).filter((name) => name.startsWith("dist"))).toEqual(["dist"]);
  writeFileSync(source, text);
});

test("a build during which a source changes is not used", async () => {
  const text = readFileSync(source, "utf8");
  let edits = 0;
  const editing = setInterval(() => writeFileSync(source, `${text}// edit ${edits++}\n`), 2);
  const { stderr } = await runProgram([process.execPath, join(clone, "bin/build.ts")]);
  clearInterval(editing);
  expect(stderr).toContain("a source changed during the build");
  writeFileSync(source, text);
  expect(await versionIn(clone)).toBe(BUNDLED); // the bundle of before, of these sources
});

test.each<[string, string, (file: string) => void]>([
  ["without its note", MADE, (file) => rmSync(file)],
  ["with a note that cannot be read", MADE, (file) => writeFileSync(file, "{")],
  ["without its program", PROGRAM, (file) => rmSync(file)],
  ["whose program is cut short", PROGRAM, (file) => truncateSync(file, 1_000)],
  ["without its thread's program", THREAD, (file) => rmSync(file)],
])("a bundle %s is not used, until it is built again", async (_, file, damage) => {
  damage(join(clone, file));
  expect(await versionIn(clone)).toBe(SOURCES);
  await build();
  mark();
  expect(await versionIn(clone)).toBe(BUNDLED);
});

test("where a source is missing, the sources are served from", async () => {
  renameSync(join(clone, "bin/build.ts"), join(clone, "bin/moved.ts"));
  expect(await versionIn(clone)).toBe(SOURCES);
  renameSync(join(clone, "bin/moved.ts"), join(clone, "bin/build.ts"));
});

test("in a folder that was moved, the sources are served from", async () => {
  const moved = join(folder, "moved");
  renameSync(clone, moved);
  expect(await versionIn(moved)).toBe(SOURCES);
  renameSync(moved, clone);
});

test("two builds at once leave one bundle, which is used", async () => {
  rmSync(join(clone, "dist"), { recursive: true });
  await Promise.all([build(), build()]);
  mark();
  expect(await versionIn(clone)).toBe(BUNDLED);
});

withNpm("npm start builds the bundle and serves", async () => {
  rmSync(join(clone, "dist"), { recursive: true });
  await using server = await JamServer.start([], { command: ["npm", "--prefix", clone, "start", "--"] });
  const { pid } = await server.waitFor(({ event }) => event === "listening");
  try {
    using client = await RawClient.dial(server.port);
    client.send("TIME\r\nQUIT\r\n");
    expect(await client.waitForClose()).toBe("fin");
    expectTimes(client.text, 1);
  } finally {
    process.kill(pid, "SIGKILL"); // npm's child
  }
  mark();
  expect(await versionIn(clone)).toBe(BUNDLED);
});
