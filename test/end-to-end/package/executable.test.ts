/** The executable alone: an empty folder, and no Node or Bun in PATH. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildExecutable, computed, TARGETS, THIS_MACHINE } from "../../../bin/executable-build.ts";
import { readProc } from "../../../src/proc/proc-file.ts";
import { SANDBOX } from "../grade/class.ts";
import { canMakeLabs } from "../lab/lab-user.ts";
import { Lines } from "../support/lines.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

const ROOT = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "jam-executable-"));
const cwd = join(folder, "empty");
/** The machine's programs but these. */
const tools = join(folder, "tools");
const WITHOUT = ["node", "nodejs", "npm", "npx", "corepack", "bun", "bunx"];
const env = { PATH: tools, HOME: cwd, TZ: "WIB-7", XDG_RUNTIME_DIR: cwd };
let jam: string;

beforeAll(async () => {
  mkdirSync(cwd);
  mkdirSync(tools);
  const programs = new Map(
    ["/usr/sbin", "/usr/bin"].flatMap((from) => readdirSync(from).map((name) => [name, from])),
  );
  for (const [name, from] of programs)
    if (!WITHOUT.includes(name)) symlinkSync(join(from, name), join(tools, name));
  const target = TARGETS.find((each) => each === THIS_MACHINE);
  if (target !== undefined) jam = await buildExecutable(target, folder, await computed());
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (words: readonly string[], seconds = 50) => runProgram([jam, ...words], { env, seconds, cwd });

/** A server on free ports; to be declared with `await using`. */
const serve = (...flags: readonly string[]) =>
  started(["serve", "--port", "0", "--host", "127.0.0.1", ...flags]);

async function started(words: readonly string[]) {
  const server = Bun.spawn([jam, ...words], {
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

/** The command lines of the processes that the executable has started from itself. */
function ownPrograms(): readonly string[] {
  return readdirSync("/proc")
    .map((pid) => (/^\d+$/.test(pid) ? (readProc(`${pid}/cmdline`) ?? "") : "").replaceAll("\0", " "))
    .filter((words) => words.startsWith(`${jam} --own-program`));
}

test("neither Node nor Bun is in PATH", () => {
  expect(WITHOUT.filter((name) => Bun.which(name, { PATH: env.PATH }) !== null)).toEqual([]);
});

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

test("its self-test starts the gallery's servers, and stops them when it is interrupted", async () => {
  const selfTest = Bun.spawn([jam, "check", "--self-test"], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  try {
    // Which cases fail is another test's matter: here its own process must have started, and been judged.
    const isRow = (line: string) => /^. [a-z0-9-]+ /.test(line);
    const row = await new Lines(selfTest.stdout).waitFor((all) => all.find(isRow), 50);
    expect(row).not.toContain("connect");
    expect(ownPrograms().length).toBeGreaterThan(0);
  } finally {
    selfTest.kill("SIGINT");
  }
  expect([await selfTest.exited, await selfTest.stderr.text()]).toEqual([130, "jam: interrupted\n"]);
  await until(
    10,
    () => ownPrograms().length === 0,
    () => `an end of ${ownPrograms().join("; ")}`,
  );
});

needs("python3", "python3")("it grades a class", async () => {
  const submission = join(folder, "class/5025211001");
  cpSync(join(ROOT, "examples/class/submissions/5025211001_Ani"), submission, { recursive: true });
  const { exit, stdout, stderr } = await run(["grade", dirname(submission), ...SANDBOX, "--json"]);
  expect([exit, stderr]).toEqual([0, expect.stringContaining("1/1 5025211001")]);
  expect(JSON.parse(stdout).students).toMatchObject([{ state: "judged", points: 100 }]);
  expect(readFileSync(join(folder, "class.graded/class.html"), "utf8")).toContain("<script");
});

test.skipIf(!canMakeLabs("as the user who runs the tests"))(
  "it makes the lab's hosts, and serves on one of them",
  async () => {
    expect(await run(["lab", "up"])).toMatchObject({ exit: 0 });
    try {
      const serve = ["lab", "exec", "mesin1", "--", jam, "serve", "--monitor", "off"];
      await using server = await started(serve);
      await server.event("listening");
      const time = await run(["lab", "exec", "mesin2", "--", jam, "time", "172.16.16.101:45000"]);
      expect(time).toMatchObject({ exit: 0, stdout: expect.stringMatching(/^\d\d:\d\d:\d\d\n$/) });
    } finally {
      await run(["lab", "down"]);
    }
  },
);

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
  const capture = join(ROOT, "test/lab/captures");
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
