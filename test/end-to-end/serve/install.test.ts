/** `bin/jam` from any folder, through a symlink, installed as a package, installed without scripts. */
import { afterAll, expect, test } from "bun:test";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { COMMANDS } from "../../../src/cli/commands.ts";
import { JAM, JamServer } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes } from "../support/replies.ts";
import { runProgram } from "../support/run-program.ts";
import { Stranger } from "../support/stranger.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "jam install ")); // a blank in the path is part of the test
afterAll(() => rmSync(folder, { recursive: true }));

const withGit = needs("git", "git", test.concurrent);
const withNpm = needs("npm", "npm", test.concurrent);

async function npm(args: readonly string[], cwd: string): Promise<string> {
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline"];
  const { exit, stdout, stderr } = await runProgram(["npm", ...args, ...quiet], { cwd, seconds: 60 });
  if (exit !== 0) throw new Error(`npm ${args.join(" ")} exited with ${exit}: ${stderr}`);
  return stdout;
}

async function expectServes(command: readonly string[]): Promise<void> {
  await using server = await JamServer.start([], { command });
  using client = await RawClient.dial(server.port);
  client.send("TIME\r\nQUIT\r\n");
  expect(await client.waitForClose()).toBe("fin");
  expectTimes(client.text, 1);
  const { exit } = await server.stop();
  expect(exit).toBe(0);
}

test("it starts from another folder, by its relative path and by the PATH", async () => {
  await expectServes(["sh", "-c", 'cd / && exec ".$0" "$@"', JAM, "serve"]);
  await expectServes(["sh", "-c", `cd / && PATH="${dirname(JAM)}:$PATH" && exec jam "$@"`, "sh", "serve"]);
});

test("it starts through a symlink, and through a relative symlink to that", async () => {
  symlinkSync(JAM, join(folder, "first"));
  mkdirSync(join(folder, "deeper"));
  symlinkSync("../first", join(folder, "deeper", "second"));
  await expectServes([join(folder, "first"), "serve"]);
  await expectServes(["sh", "-c", 'cd "$0" && exec ./second "$@"', join(folder, "deeper"), "serve"]);
});

withNpm(
  "packed and installed with npm into an empty folder, it serves, whatever else is in that folder",
  async () => {
    const packed = JSON.parse(await npm(["pack", "--json", "--pack-destination", folder], root));
    const { filename } = packed[0] as { readonly filename: string };
    const empty = join(folder, "empty");
    mkdirSync(empty);
    writeFileSync(join(empty, "package.json"), "{}");
    await npm(["install", join(folder, filename)], empty);
    const jam = join(empty, "node_modules", ".bin", "jam");
    await expectServes([jam, "serve"]);
    // The project that jam is installed in maps what jam imports to a program of its own.
    const stranger = new Stranger(empty);
    await expectServes(["sh", "-c", 'cd "$0" && exec "$@"', empty, jam, "serve"]);
    expect((await runProgram([jam, "srve"], { cwd: empty })).stderr).toContain("Did you mean serve?");
    expect(stranger.marks).toBe("");
  },
  120_000,
);

withGit(
  "in a clone installed as by npm start, without install scripts, it serves, and every command starts",
  async () => {
    const clone = join(folder, "clone");
    const { exit, stdout } = await runProgram(["git", "ls-files", "-z"], { cwd: root });
    expect(exit).toBe(0);
    for (const file of stdout.split("\0").filter((name) => name !== ""))
      cpSync(join(root, file), join(clone, file), { recursive: true });
    await npm(["ci", "--omit=dev", "--ignore-scripts"], clone);
    const jam = join(clone, "bin", "jam");
    await expectServes([jam, "serve"]);
    for (const command of Object.keys(COMMANDS))
      expect(await runProgram([jam, command, "--help"])).toMatchObject({ exit: 0, stderr: "" });
  },
  120_000,
);

test("if Bun is not installed, it prints how to install it, and exits with 3", async () => {
  const bare = join(folder, "bare");
  cpSync(join(root, "bin"), join(bare, "bin"), { recursive: true });
  const { exit, stderr } = await runProgram([join(bare, "bin", "jam"), "serve"]);
  expect(stderr).toContain(`cd ${bare} && npm ci`);
  expect(exit).toBe(3);
});
