/** A current folder that a stranger filled changes nothing and runs nothing: not in a command, a thread or a child of jam. */
import { afterAll, beforeEach, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { COMMANDS } from "../../../src/cli/commands.ts";
import { JAM, JamServer } from "../support/jam-server.ts";
import { type Ended, runProgram } from "../support/run-program.ts";
import { Stranger } from "../support/stranger.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "jam-stranger-"));
afterAll(() => rmSync(folder, { recursive: true }));
const stranger = new Stranger(join(folder, "stranger"));
beforeEach(() => stranger.forget());

const jam = (...args: readonly string[]): Promise<Ended> =>
  runProgram([JAM, ...args], { cwd: stranger.folder });

test("the marker works: the runtime by itself, started there, runs the stranger's program", async () => {
  const { exit } = await runProgram([process.execPath, "-e", "1"], { cwd: stranger.folder });
  expect(exit).toBe(0);
  expect(stranger.marks).not.toBe("");
});

test("no command runs anything there", async () => {
  const calls = [["--help"], ["--version"], ...Object.keys(COMMANDS).map((name) => [name, "--help"])];
  for (const args of calls) expect(await jam(...args)).toMatchObject({ exit: 0, stderr: "" });
  expect((await jam("srve")).stderr).toContain("Did you mean serve?"); // needs a package that is mapped there
  expect(stranger.marks).toBe("");
});

test("no setting comes from there", async () => {
  const [here, there] = await Promise.all([
    runProgram([JAM, "serve", "--print-config"], { cwd: root }),
    jam("serve", "--print-config"),
  ]);
  expect(there).toEqual(here);
  expect(stranger.marks).toBe("");
});

test("serving threads, the monitor's page and the load generator's threads run nothing there", async () => {
  const command = ["sh", "-c", `cd '${stranger.folder}' && exec "$@"`, "sh", JAM, "serve"];
  await using server = await JamServer.start(["--monitor", "127.0.0.1:0"], { command });
  const { url } = await server.waitFor(({ event }) => event === "monitor-listening");
  const page = await (await fetch(new URL("page.js", url))).text();
  expect(page.length).toBeGreaterThan(10_000);
  expect(page).not.toContain(stranger.folder);
  const target = `127.0.0.1:${server.port}`;
  expect(await jam("time", target)).toMatchObject({ exit: 0, stderr: "" });
  const bench = await jam("bench", target, "--duration", "1s", "--connections", "2", "--json");
  expect(bench).toMatchObject({ exit: 0 });
  expect((await server.stop()).exit).toBe(0);
  expect(stranger.marks).toBe("");
});

test("an executable that Bun compiles with these flags reads nothing there", async () => {
  const file = join(folder, "jam");
  const flags = ["--no-compile-autoload-dotenv", "--no-compile-autoload-bunfig"];
  const program = join(root, "src/cli/main.ts");
  const build = [process.execPath, "build", "--compile", ...flags, "--outfile", file, program];
  expect(await runProgram(build, { cwd: root })).toMatchObject({ exit: 0 });
  const run = (cwd: string) => runProgram([file, "serve", "--print-config"], { cwd });
  const [here, there] = await Promise.all([run(root), run(stranger.folder)]);
  expect(here).toMatchObject({ exit: 0, stderr: "" });
  expect(there).toEqual(here);
  expect(stranger.marks).toBe("");
});
