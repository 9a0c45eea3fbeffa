import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import type { BenchResult } from "../../../src/cli/bench/result.ts";
import { fakeServer, freePort, onLines } from "../../client/fake-server.ts";
import { cleanEnvironment, JAM, JamServer } from "../support/jam-server.ts";
import { mortalServer } from "../support/mortal-server.ts";
import { runProgram } from "../support/run-program.ts";

const reply = () => `JAM ${new Date().toISOString().slice(11, 19)}\r\n`;

function bench(...args: readonly string[]) {
  const command = [JAM, "bench", "--quiet", "--threads", "1", ...args];
  return runProgram(command, { seconds: 100, env: cleanEnvironment() });
}

describe.concurrent("a server that dies during the run", () => {
  const LOADS: Readonly<Record<string, readonly string[]>> = {
    "a closed loop": ["--duration", "4"],
    "an open loop": ["--duration", "4", "--rate", "500"],
    "a connection per request": ["--duration", "4", "--churn", "--connections", "5"],
    "a number of requests": ["--requests", "100000000", "--timeout", "500ms"],
  };
  for (const [name, load] of Object.entries(LOADS)) {
    test(`in ${name} is named, with when it went and the rate until then, and the exit code is 1`, async () => {
      const command = mortalServer(await freePort(), 1.5);
      const { exit, stdout } = await bench("--json", "--warmup", "0", ...load, ...command);
      const [step] = (JSON.parse(stdout) as BenchResult).steps;
      expect(exit).toBe(1);
      expect(step?.verdict.label).toBe("server-gone");
      expect(step?.verdict.why).toContain("ended with exit code 7");
      expect(step?.serverEnd.state).toBe("gone");
      expect(step?.serverEnd.afterSeconds).toBeWithin(1.4, 3);
      expect(step?.elapsedSeconds).toBe(step?.serverEnd.afterSeconds ?? 0);
      expect(step?.repliesPerSecond).toBeCloseTo((step?.replies ?? 0) / (step?.elapsedSeconds ?? 1), 3);
    });
  }

  test("is named in the text", async () => {
    const { stdout } = await bench("--duration", "3", "--warmup", "0", ...mortalServer(await freePort(), 1));
    expect(stdout).toMatch(/^ {2}the server was gone after [12]\.?\d* s: its connections ended/m);
  });

  test("ends a search, which names it", async () => {
    const command = mortalServer(await freePort(), 1);
    const { exit, stdout } = await bench("--json", "--find-max", "p50<1s", ...command);
    const { findMax, steps } = JSON.parse(stdout) as BenchResult;
    expect(steps).toHaveLength(1);
    expect(findMax?.trials[0]?.why).toStartWith("the server was gone after");
    expect(exit).toBe(1);
  });
});

test("a search ends soon at a server that never answers, and names it for each rate", async () => {
  await using server = await fakeServer((socket) => socket.resume());
  const flags = ["--find-max", "p99<5ms", "--duration", "1200ms", "--warmup", "0", "--timeout", "300ms"];
  const { exit, stdout } = await bench("--json", ...flags, `127.0.0.1:${server.port}`);
  const { findMax } = JSON.parse(stdout) as BenchResult;
  expect(findMax).toMatchObject({ rate: null, step: null });
  expect(findMax?.trials.map(({ why }) => why)).toEqual(Array(2).fill("the server was silent after 0 s"));
  expect(exit).toBe(1);
});

test("a server that hangs is silent, and the exit code is 1", async () => {
  let isHanging = false;
  await using server = await fakeServer((socket) =>
    onLines(socket, () => {
      if (!isHanging) socket.write(reply());
    }),
  );
  const hang = setTimeout(() => {
    isHanging = true;
  }, 1500);
  const { exit, stdout } = await bench("--duration", "4", "--timeout", "500ms", `127.0.0.1:${server.port}`);
  clearTimeout(hang);
  expect(stdout).toContain("the server was silent after");
  expect(exit).toBe(1);
});

test("a server that is restarted during the run was not gone", async () => {
  const port = await freePort();
  const first = await JamServer.start(["--port", `${port}`]);
  const running = bench("--json", "--duration", "5", "--warmup", "0", "--rate", "200", `127.0.0.1:${port}`);
  await Bun.sleep(1500); // the middle of the run, whatever else happens then
  await first.stop();
  await using _second = await JamServer.start(["--port", `${port}`]);
  const { exit, stdout } = await running;
  const [step] = (JSON.parse(stdout) as BenchResult).steps;
  expect(step?.serverEnd).toEqual({ state: "alive", afterSeconds: null });
  expect(exit).toBe(0);
});

test("a machine on which other programs use every core is named as the cause", async () => {
  await using server = await JamServer.start();
  const spinners = Array.from({ length: 4 }, () =>
    Bun.spawn(["taskset", "-c", "0", "sh", "-c", "while :; do :; done"], {
      stdio: ["ignore", "ignore", "ignore"],
    }),
  );
  try {
    const command = [
      "taskset",
      "-c",
      "0",
      JAM,
      "bench",
      "--json",
      "--quiet",
      "--threads",
      "1",
      "--duration",
      "1.5",
    ];
    const { stdout } = await runProgram([...command, `127.0.0.1:${server.port}`], {
      env: cleanEnvironment(),
    });
    const [step] = (JSON.parse(stdout) as BenchResult).steps;
    expect(step?.verdict.label).toBe("machine-busy");
  } finally {
    for (const each of spinners) each.kill();
  }
});

test("--find-max finds the capacity of a server, and prints for each rate whether it met the expectation", async () => {
  const port = await freePort();
  const server = [process.execPath, join(import.meta.dirname, "known-capacity.ts"), `${port}`, "500", "5"];
  const flags = ["--find-max", "p50<100ms", "--duration", "1", "--warmup", "300ms", "--port", `${port}`];
  const { exit, stdout } = await bench(...flags, "--", ...server);
  const rate = Number(/([\d,]+)\/s is the highest rate found/.exec(stdout)?.[1]?.replace(",", ""));
  expect(rate).toBeWithin(100, 560); // within 10 % on a quiet machine; a busy one answers less
  expect(stdout).toMatch(/ {2}met\n/);
  expect(stdout).toMatch(/missed: .*(were answered|p50 was|busy|limit)/);
  expect(exit).toBe(0);
});
