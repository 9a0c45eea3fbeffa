import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Comparison } from "../../../src/cli/bench/comparison.ts";
import type { BenchResult } from "../../../src/cli/bench/result.ts";
import { answering, fakeServer, onLines } from "../../client/fake-server.ts";
import { cleanEnvironment, JAM, JamServer } from "../support/jam-server.ts";
import { runProgram } from "../support/run-program.ts";

const reply = () => `JAM ${new Date().toISOString().slice(11, 19)}\r\n`;

let server: JamServer;
let folder: string;
const target = () => `127.0.0.1:${server.port}`;
beforeAll(async () => {
  server = await JamServer.start();
  folder = await mkdtemp(join(tmpdir(), "jam-bench-"));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

function bench(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return runProgram([JAM, "bench", ...args], { seconds: 60, env: cleanEnvironment(env) });
}

/** Runs the load and writes its result to a file. */
async function resultFile(name: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await bench(["--json", "--quiet", "--threads", "1", "--warmup", "0", ...args]);
  const path = join(folder, name);
  await writeFile(path, stdout);
  return path;
}

describe("jam bench compare", () => {
  test("shows what changed, each with an interval, and that the conditions were the same", async () => {
    const load = ["--duration", "4.2", "--rate", "1000"];
    await using slow = await fakeServer((socket) =>
      onLines(socket, () => setTimeout(() => socket.write(reply()), 40)),
    );
    const a = await resultFile("a.json", ...load, target());
    const b = await resultFile("b.json", ...load, `127.0.0.1:${slow.port}`);
    const { exit, stdout } = await bench(["compare", a, b, "--json"]);
    expect(exit).toBe(0);
    const { conditions, steps } = JSON.parse(stdout) as Comparison;
    expect(conditions.filter((each) => !/^[AB]: /.test(each))).toEqual([]); // a busy machine is one, too
    const p50 = steps[0]?.rows.find(({ metric }) => metric === "p50");
    expect(p50?.a).toBeLessThan(p50?.b ?? 0);
    expect(p50?.interval?.[0]).toBeGreaterThan(0);
    const text = (await bench(["compare", a, b])).stdout;
    expect(text).toMatch(/^ {2}p50 +[\d.]+ .?s +[\d.]+ ms +\+\d+ % {2}\+\d+ … \+\d+ %$/m);
  }, 60_000);

  test("names each condition that differs", async () => {
    const a = await resultFile("c.json", "--duration", "300ms", "--connections", "2", target());
    const b = await resultFile(
      "d.json",
      "--duration",
      "900ms",
      "--connections",
      "3",
      "--pipeline",
      "4",
      target(),
    );
    const { stdout } = await bench(["compare", a, b]);
    expect(stdout).toContain("conditions differ");
    for (const each of ["connections: A 2, B 3", "pipeline: A 1, B 4", "measured time: A 0.3 s, B 0.9 s"])
      expect(stdout).toContain(each);
  });

  test("pairs the steps of ramps by their rate", async () => {
    const a = await resultFile("e.json", "--duration", "200ms", "--ramp", "100:300:100", target());
    const b = await resultFile("f.json", "--duration", "200ms", "--ramp", "200:400:100", target());
    const { steps } = JSON.parse((await bench(["compare", a, b, "--json"])).stdout) as Comparison;
    expect(steps.map(({ rate }) => rate)).toEqual([200, 300]);
  });

  const WRONG = { "{}": "an object", "": "nothing", '{"schema":2,"load":null}': "half a result" } as const;
  for (const [text, name] of Object.entries(WRONG)) {
    test(`refuses a file that is ${name} with exit code 1`, async () => {
      const file = join(folder, "wrong.json");
      await writeFile(file, text);
      const { exit, stderr } = await bench(["compare", file, file]);
      expect(stderr).toMatch(/^jam: .*wrong\.json is not a result of jam bench: [^\n]*\n$/);
      expect(exit).toBe(1);
    });
  }

  test("a file that cannot be read is an error with exit code 3", async () => {
    const { exit, stderr } = await bench(["compare", "/no/such.json", "/no/such.json"]);
    expect(stderr).toBe("jam: cannot read /no/such.json: ENOENT.\n");
    expect(exit).toBe(3);
  });
});

describe.concurrent("--fail-fast", () => {
  test("ends a run at its first error, with exit code 1", async () => {
    await using wrong = await answering((index) => (index === 3 ? "JAM noon\r\n" : reply()));
    const load = ["--duration", "50", "--warmup", "0", "--rate", "100", "--connections", "2"];
    const { exit, stdout } = await bench([
      `127.0.0.1:${wrong.port}`,
      "--fail-fast",
      "--json",
      "--quiet",
      ...load,
    ]);
    const { isFailedFast, steps } = JSON.parse(stdout) as BenchResult;
    expect(isFailedFast).toBe(true);
    expect(steps[0]?.errors.total).toBeGreaterThan(0);
    expect(steps[0]?.elapsedSeconds).toBeLessThan(30);
    expect(exit).toBe(1);
  });

  test("ends a ramp at the first step that misses an expectation", async () => {
    const ramp = ["--ramp", "50:250:50", "--duration", "300ms", "--warmup", "0", "--expect", "rate<120"];
    const { exit, stdout } = await bench([target(), "--fail-fast", "--quiet", ...ramp]);
    expect(stdout).toContain("ended by --fail-fast");
    expect(stdout.match(/^ +[\d,]+ +\d+ .*(schedule|busy|bound|undecided)/gm)?.length).toBeLessThan(5);
    expect(exit).toBe(1);
  });

  test("changes nothing in a run without an error", async () => {
    const { exit, stdout } = await bench([target(), "--fail-fast", "--json", "--requests", "20", "--quiet"]);
    expect((JSON.parse(stdout) as BenchResult).isFailedFast).toBe(false);
    expect(exit).toBe(0);
  });
});

describe.concurrent("on 60 columns no line is longer", () => {
  const RUNS: Readonly<Record<string, readonly string[]>> = {
    "of a run": ["--duration", "300ms", "--expect", "p99.9<5ms,errors=0"],
    "of an open loop": ["--duration", "300ms", "--rate", "500"],
    "of a ramp": ["--duration", "300ms", "--ramp", "100:300:100"],
    "of a search": ["--duration", "300ms", "--find-max", "rate<300", "--warmup", "100ms"],
  };
  for (const [name, flags] of Object.entries(RUNS)) {
    test(name, async () => {
      const { stdout } = await bench([target(), "--quiet", ...flags], { COLUMNS: "60" });
      expect(stdout).toContain("p99");
      expect(stdout.split("\n").filter((line) => Bun.stringWidth(line) > 60)).toEqual([]);
    });
  }

  test("of a run with errors and of a comparison", async () => {
    await using wrong = await answering((index) =>
      index % 3 === 0 ? `ERROR ${"x".repeat(60)}\r\n` : reply(),
    );
    const load = ["--duration", "300ms", "--warmup", "0", "--connections", "2"];
    const { stdout } = await bench([`127.0.0.1:${wrong.port}`, "--quiet", ...load], { COLUMNS: "60" });
    expect(stdout).toContain("error-reply");
    const a = await resultFile("g.json", ...load, target());
    const b = await resultFile("h.json", ...load, "--pipeline", "16", target());
    const compared = await bench(["compare", a, b], { COLUMNS: "60" });
    const texts = `${stdout}\n${compared.stdout.replaceAll(folder, "")}`;
    expect(texts.split("\n").filter((line) => Bun.stringWidth(line) > 60)).toEqual([]);
  });
});
