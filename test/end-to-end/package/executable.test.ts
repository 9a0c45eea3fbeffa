/** The executable alone: an empty folder, and no Node or Bun in PATH. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildExecutable, computed, TARGETS, THIS_MACHINE } from "../../../bin/executable-build.ts";
import { RawClient } from "../support/raw-client.ts";
import { runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-executable-"));
const cwd = join(folder, "empty");
const env = { PATH: "/usr/bin:/bin", HOME: cwd, TZ: "WIB-7" };
let jam: string;

beforeAll(async () => {
  mkdirSync(cwd);
  const target = TARGETS.find((each) => each === THIS_MACHINE);
  if (target !== undefined) jam = await buildExecutable(target, folder, await computed());
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (words: readonly string[], seconds = 50) => runProgram([jam, ...words], { env, seconds, cwd });

/** A server on free ports; to be declared with `await using`. */
async function serve(...flags: readonly string[]) {
  const server = Bun.spawn([jam, "serve", "--port", "0", "--host", "127.0.0.1", ...flags], {
    cwd,
    env,
    stderr: "pipe",
  });
  let log = "";
  void (async () => {
    const decoder = new TextDecoder();
    for await (const bytes of server.stderr) log += decoder.decode(bytes, { stream: true });
  })();
  const events = () =>
    log
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line));
  const event = async (name: string) => {
    await until(
      20,
      () => events().some((each) => each.event === name),
      () => `the event ${name} in ${log}`,
    );
    return events().find((each) => each.event === name);
  };
  return {
    event,
    async [Symbol.asyncDispose]() {
      server.kill();
      await server.exited;
    },
  };
}

test("it serves with several threads, and its monitor has the page", async () => {
  await using server = await serve("--threads", "2", "--monitor", "127.0.0.1:0");
  const { port, threads, zoneData } = await server.event("listening");
  expect([threads, zoneData]).toEqual([2, "TZ"]);
  using client = await RawClient.dial(port);
  client.send("TIME\r\nQUIT\r\n");
  await client.waitForEnd();
  expect(client.text).toMatch(/^JAM \d\d:\d\d:\d\d\r\n$/);
  const { url } = await server.event("monitor-listening");
  for (const [path, type] of [
    ["", "text/html"],
    ["page.js", "text/javascript"],
    ["page.css", "text/css"],
  ] as const) {
    const response = await fetch(`${url}${path}`);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      expect.stringContaining(type),
    ]);
    expect((await response.text()).length).toBeGreaterThan(300);
  }
  const { exit, stdout } = await run(["time", `127.0.0.1:${port}`]);
  expect([exit, stdout]).toEqual([0, expect.stringMatching(/^\d\d:\d\d:\d\d\n$/)]);
  const bench = await run(["bench", `127.0.0.1:${port}`, "--requests", "200", "--warmup", "0s", "--json"]);
  expect([bench.exit, JSON.parse(bench.stdout).counts?.errors ?? 0]).toEqual([0, 0]);
});

test("it judges a server, and starts those of its own gallery", async () => {
  await using server = await serve("--monitor", "off");
  const { port } = await server.event("listening");
  const { exit, stdout } = await run([
    "check",
    `127.0.0.1:${port}`,
    "--only",
    "time-reply,split-word",
    "--json",
  ]);
  expect([exit, JSON.parse(stdout).passes]).toEqual([0, true]);
  const command = [jam, "--own-program", "check/rogues/entry.ts", "recv-32", "0"];
  const rogue = Bun.spawn(command, { cwd, env, stdout: "pipe", stdin: "pipe" });
  const { value } = await rogue.stdout.getReader().read();
  expect(new TextDecoder().decode(value)).toMatch(/^listening \d+\n$/);
  rogue.kill();
  await rogue.exited;
});

test("it reads nothing in the current folder", async () => {
  const stranger = join(folder, "stranger");
  mkdirSync(stranger);
  const marker = join(folder, "marker");
  writeFileSync(join(stranger, "mark.ts"), `require("node:fs").writeFileSync(${JSON.stringify(marker)}, "")`);
  writeFileSync(join(stranger, "bunfig.toml"), 'preload = ["./mark.ts"]\n');
  writeFileSync(join(stranger, ".env"), "JAM_PORT=1\nJAM_LENIENT=on\n");
  writeFileSync(join(stranger, "tsconfig.json"), '{"compilerOptions":{"paths":{"pino":["./mark.ts"]}}}');
  const { exit, stdout } = await runProgram([jam, "serve", "--print-config"], {
    env,
    seconds: 20,
    cwd: stranger,
  });
  expect(exit).toBe(0);
  expect(stdout).toMatch(/^port = 45000 /m);
  expect(stdout).toMatch(/^lenient = false /m);
  expect(await Bun.file(marker).exists()).toBe(false);
});

test("a report as PDF, whose typesetter it does not have, is refused in one line with exit code 3", async () => {
  const capture = join(import.meta.dirname, "../../lab/captures");
  const [file] = [...new Bun.Glob("*.pcap*").scanSync(capture)];
  const words = [
    "lab",
    "report",
    "--pcap",
    `mesin1=${join(capture, file ?? "")}`,
    "--name",
    "Siti",
    "--nrp",
    "5025211042",
  ];
  const { exit, stderr } = await run(words);
  expect([exit, stderr]).toEqual([3, expect.stringMatching(/^jam: .*--markdown.*\n$/)]);
});
