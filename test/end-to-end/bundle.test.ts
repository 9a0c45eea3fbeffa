/** The bundle that `bin/build` makes of `jam serve`: served from while it is new, and never when it is old. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { JamServer } from "./jam-server.ts";
import { RawClient } from "./raw-client.ts";
import { expectTimes } from "./replies.ts";
import { runProgram } from "./run-program.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "jam's bundle ")); // a blank and a quote in the path are part of the test
const clone = join(folder, "clone");
afterAll(() => rmSync(folder, { recursive: true }));

const start = (at = clone, flags: readonly string[] = []) =>
  JamServer.start(flags, { command: [join(at, "bin", "jam"), "serve"] });

/** The file that a server runs. */
function programOf({ pid }: JamServer): string | undefined {
  return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[1];
}

beforeAll(async () => {
  for (const part of ["bin", "src", "package.json", "package-lock.json"])
    cpSync(join(root, part), join(clone, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
  expect(await runProgram([join(clone, "bin", "build")])).toMatchObject({ exit: 0, stderr: "" });
});

test("a server of it serves, with its page and what it loads late", async () => {
  await using server = await start(clone, ["--monitor", "127.0.0.1:0", "--threads", "2"]);
  expect(programOf(server)).toBe(join(clone, "dist", "cli", "main.js"));
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

test("a source that is newer than it is what is served from, until it is built again", async () => {
  const later = new Date(Date.now() + 1_000);
  utimesSync(join(clone, "src", "server", "connection.ts"), later, later);
  {
    await using server = await start();
    expect(programOf(server)).toBe(join(clone, "src", "cli", "main.ts"));
  }
  const now = new Date();
  utimesSync(join(clone, "src", "server", "connection.ts"), now, now);
  await runProgram([join(clone, "bin", "build")]);
  await using server = await start();
  expect(programOf(server)).toBe(join(clone, "dist", "cli", "main.js"));
});

test("in a folder that was moved, the sources are what is served from", async () => {
  const moved = join(folder, "moved");
  renameSync(clone, moved);
  await using server = await start(moved);
  expect(programOf(server)).toBe(join(moved, "src", "cli", "main.ts"));
});
