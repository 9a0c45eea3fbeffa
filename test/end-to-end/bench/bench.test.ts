import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import schema from "../../../src/bench/report.schema.json" with { type: "json" };
import type { BenchResult } from "../../../src/cli/bench/result.ts";
import { fakeServer, freePort, onLines } from "../../client/fake-server.ts";
import { cleanEnvironment, JAM, JamServer } from "../support/jam-server.ts";
import { Lines } from "../support/lines.ts";
import { runProgram } from "../support/run-program.ts";
import { type Schema, schemaFaults } from "../support/schema-faults.ts";
import { until } from "../support/within.ts";

const SHORT = ["--duration", "0.15", "--warmup", "0", "--threads", "1"];
/** Runs a command without a system call, and the number of the one that opens an io_uring. */
const FORBID = join(import.meta.dirname, "../support/forbid.py");
const IO_URING_SETUP = "425";
/** For tests of anything but the load. */
const FEW = ["--requests", "20", "--connections", "1", "--warmup", "0", "--threads", "1"];

/** For tests that do not count what it served. */
let shared: JamServer;
const sharedTarget = () => `127.0.0.1:${shared.port}`;
beforeAll(async () => {
  shared = await JamServer.start(["--idle-seconds", "1"]);
});
afterAll(() => shared[Symbol.asyncDispose]());

function jamBench(args: readonly string[], seconds = 30) {
  return runProgram([JAM, "bench", ...args], { seconds, env: cleanEnvironment() });
}

async function benchJson(port: number, ...flags: readonly string[]): Promise<BenchResult> {
  const extent = flags.includes("--requests") ? [] : SHORT;
  const { stdout } = await jamBench([`127.0.0.1:${port}`, "--json", "--quiet", ...extent, ...flags]);
  const result: unknown = JSON.parse(stdout);
  expect(schemaFaults(schema as Schema, result)).toEqual([]);
  return result as BenchResult;
}

/** A reply in UTC, `later` seconds ahead. */
const reply = (later = 0) => `JAM ${new Date(Date.now() + later * 1000).toISOString().slice(11, 19)}\r\n`;

describe("against jam serve", () => {
  test("every reply is right, in a closed loop, with pipelining, threads and silent connections", async () => {
    await using server = await JamServer.start(["--zone", "Asia/Jakarta"]);
    const flags = ["--connections", "9", "--pipeline", "300", "--threads", "2", "--idle", "5"];
    const { steps, load } = await benchJson(server.port, ...flags);
    expect(load).toMatchObject({ connections: 9, pipeline: 300, threads: 2, idle: 5 });
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatchObject({ errors: { total: 0 }, zoneOffsetSeconds: 7 * 3600, uncorrected: null });
    expect(steps[0]?.replies).toBeGreaterThan(0);
    expect(steps[0]?.generator).toHaveLength(2);
    const { stopped } = await server.stop();
    expect(stopped.counts["opened"]).toBeGreaterThanOrEqual(14);
  });

  test.skipIf(process.platform !== "linux")("where io_uring is forbidden, the load is the same", async () => {
    await using server = await JamServer.start();
    const forbidden = ["python3", FORBID, IO_URING_SETUP, JAM, "bench", `127.0.0.1:${server.port}`];
    const flags = ["--json", "--quiet", "--connections", "50", "--requests", "5000", "--threads", "1"];
    const { stdout, exit } = await runProgram([...forbidden, ...flags], { env: cleanEnvironment() });
    expect(exit).toBe(0);
    expect((JSON.parse(stdout) as BenchResult).steps[0]).toMatchObject({
      replies: 5000,
      errors: { total: 0 },
    });
  });

  test("--requests measures exactly that many requests", async () => {
    await using server = await JamServer.start();
    const { stdout } = await jamBench([
      `127.0.0.1:${server.port}`,
      ...["--json", "--quiet", "--requests", "12345", "--pipeline", "16", "--warmup", "0", "--threads", "2"],
    ]);
    const { steps } = JSON.parse(stdout) as BenchResult;
    expect(steps[0]).toMatchObject({ replies: 12_345, bytesReceived: 12_345 * 14, bytesSent: 12_345 * 6 });
    const { stopped } = await server.stop();
    expect(stopped.counts["requests"]).toBe(12_345);
  });

  test("an open loop sends at its rate, and shows latency from scheduled time and from send", async () => {
    const { steps } = await benchJson(shared.port, "--rate", "400", "--duration", "0.25");
    const [step] = steps;
    const due = (step?.replies ?? 0) + (step?.schedule?.unsent ?? 0);
    expect(due).toBeWithin(99, 102);
    expect(step?.latency?.count).toBe(due);
    expect(step?.uncorrected?.count).toBe(step?.replies);
  });

  test("--churn uses one connection per request", async () => {
    await using server = await JamServer.start();
    const flags = ["--churn", "--connections", "4", "--requests", "50", "--warmup", "0", "--json", "--quiet"];
    const { stdout } = await jamBench([`127.0.0.1:${server.port}`, ...flags]);
    const { steps } = JSON.parse(stdout) as BenchResult;
    expect(steps[0]).toMatchObject({ replies: 50, errors: { total: 0 }, connect: { count: 50 } });
    const { stopped } = await server.stop();
    expect(stopped.counts).toMatchObject({ requests: 50 });
    expect(stopped.counts["opened"]).toBe(51); // the first one tests that it is reachable
  });

  test("--ramp measures one rate after another, on the same connections", async () => {
    const { steps } = await benchJson(shared.port, "--ramp", "50:150:50", "--connections", "2");
    expect(steps.map((step) => step.schedule?.rate)).toEqual([50, 100, 150]);
  });

  test("--find-max finds the highest rate that meets an expectation", async () => {
    const { findMax } = await benchJson(shared.port, "--find-max", "rate<500/s", "--duration", "0.2");
    // Within 5 % below 500, and lower if the machine is too busy to keep the schedule of a trial.
    expect(findMax?.rate).toBeWithin(100, 525);
  });

  test("the result is written as text, plots and percentiles", async () => {
    const folder = await mkdtemp(join(tmpdir(), "jam-bench-"));
    try {
      const [svg, hgrm, csv] = [join(folder, "a.svg"), join(folder, "a.hgrm"), join(folder, "a.csv")];
      const files = ["--svg", svg, "--hgrm", hgrm, "--csv", csv];
      const { stdout, exit } = await jamBench([sharedTarget(), ...SHORT, "--duration", "0.8", ...files]);
      expect(exit).toBe(0);
      for (const word of [
        "replies/s",
        "every reply was checked",
        "p99.9",
        "connect",
        "first byte",
        "generator:",
      ]) {
        expect(stdout).toContain(word);
      }
      expect(await readFile(svg, "utf8")).toMatch(/^<svg .*<path .*<\/svg>\n$/s);
      expect(await readFile(svg, "utf8")).not.toMatch(/NaN|undefined|Infinity/);
      expect(await readFile(hgrm, "utf8")).toContain("#[Max     =");
      const [head, ...rows] = (await readFile(csv, "utf8")).trimEnd().split("\r\n");
      expect(head).toBe("step,scheduled_per_second,seconds,replies_per_second,p50_ms,p99_ms,errors");
      expect(rows[0]).toMatch(/^1,,0\.125,[\d.]+,[\d.]+,[\d.]*,0$/);
      expect(rows.length).toBeWithin(2, 5);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("on schedule", () => {
  test("a server that closes after every reply is dialled again, in time for the next request", async () => {
    await using server = await fakeServer((socket) => onLines(socket, () => socket.end(reply())));
    const { steps } = await benchJson(server.port, "--connections", "3", "--rate", "50", "--duration", "0.6");
    expect(steps[0]?.replies).toBeGreaterThan(3);
    expect(steps[0]?.latency?.count).toBeLessThanOrEqual(31);
  });

  test("latency from scheduled time shows a slow server that latency from send hides", async () => {
    await using server = await fakeServer((socket) =>
      onLines(socket, () => setTimeout(() => socket.write(reply()), 50)),
    );
    const { steps } = await benchJson(
      server.port,
      "--connections",
      "1",
      "--rate",
      "100",
      "--duration",
      "0.4",
    );
    expect(steps[0]?.verdict.label).toBe("schedule-missed");
    expect(steps[0]?.latency?.maxMs).toBeGreaterThan(steps[0]?.uncorrected?.maxMs ?? 0);
  });
});

describe.concurrent("an error is counted by its kind", () => {
  const WRONG: Readonly<Record<string, (socket: Socket) => void>> = {
    format: (socket) => onLines(socket, () => socket.write("JAM noon\r\n")),
    "error-reply": (socket) => onLines(socket, () => socket.write("ERROR unknown request\r\n")),
    older: (socket) => onLines(socket, () => socket.write(reply(-3))),
    newer: (socket) => onLines(socket, () => socket.write(reply(3))),
    unasked: (socket) => onLines(socket, () => socket.write(reply().repeat(2))),
    "no-reply": (socket) => socket.resume(),
    closed: (socket) => onLines(socket, () => socket.end("JAM 10:2")),
    reset: (socket) => socket.once("data", () => socket.resetAndDestroy()),
  };
  for (const [kind, behave] of Object.entries(WRONG)) {
    test(kind, async () => {
      await using server = await fakeServer(behave);
      // A number of requests and not a time, so that a busy machine changes nothing.
      const flags = ["--requests", "6", "--connections", "2", "--warmup", "0", "--threads", "1"];
      const timeout = kind === "no-reply" ? ["--timeout", "0.1"] : [];
      const { steps } = await benchJson(server.port, ...flags, ...timeout);
      const error = steps[0]?.errors.kinds.find((each) => each.kind === kind);
      expect(error?.count).toBeGreaterThan(0);
      if (kind === "format") expect(error?.example.hex).toBe("4a 41 4d 20 6e 6f 6f 6e 0d 0a");
      if (kind === "closed") expect(error?.example.hex).toBe("4a 41 4d 20 31 30 3a 32");
    });
  }

  test("idle-closed: the server closes a silent connection", async () => {
    const flags = ["--idle", "3", "--connections", "1", "--rate", "100", "--duration", "2.5"];
    const { steps } = await benchJson(shared.port, ...flags);
    expect(steps[0]?.errors.kinds).toMatchObject([{ kind: "idle-closed", count: 3 }]);
  });
});

describe.concurrent("the exit code", () => {
  test("is 1 if an expectation is missed, 0 if all are met", async () => {
    const met = await jamBench([sharedTarget(), ...FEW, "--expect", "errors=0", "--expect", "max<60s"]);
    expect(met).toMatchObject({ exit: 0 });
    expect(met.stdout).toMatch(/met +errors=0 +0\n +met +max<60s/);
    const missed = await jamBench([sharedTarget(), ...FEW, "--expect", "errors=0,rate>9000M"]);
    expect(missed).toMatchObject({ exit: 1 });
    expect(missed.stdout).toMatch(/met +errors=0.*missed +rate>9000M/s);
  });

  test("is 1 without a right reply", async () => {
    await using server = await fakeServer((socket) => onLines(socket, () => socket.write("no\r\n")));
    expect((await jamBench([`127.0.0.1:${server.port}`, ...SHORT])).exit).toBe(1);
  });

  test("is 0 after SIGINT, with the results so far", async () => {
    const endless = ["--duration", "60", "--warmup", "0", "--rate", "100"];
    const child = Bun.spawn([JAM, "bench", sharedTarget(), ...endless, "--json"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: cleanEnvironment(),
    });
    await new Lines(child.stderr).waitFor((lines) => lines[0], 20);
    child.kill("SIGINT");
    const result = JSON.parse(await child.stdout.text()) as BenchResult;
    expect(result.isInterrupted).toBe(true);
    expect(result.steps[0]?.replies).toBeGreaterThan(0);
    expect(await child.exited).toBe(0);
  });

  test("is 1 with one clear message if nothing listens; with --json the error code", async () => {
    const at = `127.0.0.1:${await freePort()}`;
    const text = await jamBench([at]);
    expect(text).toMatchObject({ exit: 1, stdout: "" });
    expect(text.stderr).toMatch(/^jam: [^\n]*refused[^\n]*\n$/);
    const json = await jamBench([at, "--json"]);
    expect(json).toMatchObject({ exit: 1, stderr: "" });
    expect(JSON.parse(json.stdout)).toMatchObject({ schema: 2, code: "REFUSED" });
  });

  const WRONG: Readonly<Record<string, readonly string[]>> = {
    "no server": [],
    "two servers": ["localhost:1", "localhost:2"],
    "a server and a command": ["localhost:1", "--", "true"],
    "no command after --": ["--"],
    "two kinds of rate": ["localhost:1", "--rate", "5", "--ramp", "1:2:1"],
    "duration and requests": ["localhost:1", "--requests", "5", "--duration", "5"],
    "fail-fast and a search": ["localhost:1", "--fail-fast", "--find-max", "p99<5ms"],
    "a comparison of one file": ["compare", "a.json"],
    "churn and pipelining": ["localhost:1", "--churn", "--pipeline", "2"],
    "an invalid expectation": ["localhost:1", "--expect", "fast"],
    "--port without a command": ["localhost:1", "--port", "5"],
    "an unknown flag": ["localhost:1", "--conections", "5"],
  };
  for (const [name, args] of Object.entries(WRONG)) {
    test(`is 2 for ${name}`, async () => {
      const { exit, stdout, stderr } = await jamBench(args);
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: "" });
      expect(stderr).toStartWith("jam: ");
    });
  }

  test("is 3 if a file cannot be written", async () => {
    const { exit, stderr } = await jamBench([sharedTarget(), ...FEW, "--svg", "/no/such/a.svg"]);
    expect(exit).toBe(3);
    expect(stderr).toContain("cannot write /no/such/a.svg: ENOENT");
  });
});

describe.concurrent("with -- COMMAND", () => {
  test("a second Ctrl-C stops everything that was started, too", async () => {
    const port = await freePort();
    const script = `sleep 20${port} & exec "${JAM}" serve --host 127.0.0.1 --port ${port}`;
    const load = ["--duration", "60", "--warmup", "0", "--rate", "100"];
    const args = ["--port", `${port}`, ...load, "--", "sh", "-c", script];
    const child = Bun.spawn([JAM, "bench", ...args], {
      stdio: ["ignore", "ignore", "pipe"],
      env: cleanEnvironment(),
    });
    await new Lines(child.stderr).waitFor((lines) => lines[0], 20);
    child.kill("SIGINT");
    child.kill("SIGINT");
    await child.exited;
    const isGone = async () => (await runProgram(["pgrep", "-f", `sleep 20${port}`])).stdout === "";
    await until(5, isGone, () => "no process that it started is left");
  });

  test("the server is started, measured and stopped, with all its descendants", async () => {
    const port = await freePort();
    const child = `sleep 1000 & setsid sleep 1000 & exec "${JAM}" serve --host 127.0.0.1 --port ${port}`;
    const marked = child.replaceAll("1000", `10${port}`);
    const result = await jamBench(["--port", `${port}`, "--json", ...FEW, "--", "sh", "-c", marked]);
    expect(result.exit).toBe(0);
    const { steps, target } = JSON.parse(result.stdout) as BenchResult;
    expect(target.command).toEqual(["sh", "-c", marked]);
    expect(steps[0]?.serverCpuShare).toBeNumber();
    const isGone = async () => (await runProgram(["pgrep", "-f", `sleep 10${port}`])).stdout === "";
    await until(5, isGone, () => "no process that it started is left");
  });

  test("its last output is shown if it ends before it listens", async () => {
    const command = ["--", "sh", "-c", "echo out of order >&2; exit 7"];
    const { exit, stderr } = await jamBench(["--port", `${await freePort()}`, ...command]);
    expect(exit).toBe(1);
    expect(stderr).toContain("sh ended with exit code 7 before it listened. Its last output:\nout of order");
  });

  test("a command that cannot be started is an error with exit code 3", async () => {
    const { exit, stderr } = await jamBench(["--port", `${await freePort()}`, "--", "jam-no-such-command"]);
    expect(stderr).toBe("jam: jam-no-such-command cannot be started: ENOENT.\n");
    expect(exit).toBe(3);
  });

  test("a port that is in use is refused with exit code 3", async () => {
    await using other = await fakeServer(() => {});
    const { exit, stderr } = await jamBench(["--port", `${other.port}`, "--", "true"]);
    expect(exit).toBe(3);
    expect(stderr).toContain(`127.0.0.1:${other.port} is already in use`);
  });
});
