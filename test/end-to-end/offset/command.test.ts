/** `jam offset` as a process: results, failures, several servers, the plugin, files, Ctrl-C. */
import { describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answering, type FakeServer, fakeServer, freePort, onLines } from "../../client/fake-server.ts";
import { JAM } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

const offset = (...args: readonly string[]) => runProgram([JAM, "offset", ...args], { seconds: 90 });
const at = ({ port }: FakeServer) => `127.0.0.1:${port}`;

/** In UTC, and so far ahead of this machine's clock. */
const clock = (aheadMs = 0) =>
  answering(() => `JAM ${new Date(Date.now() + aheadMs).toISOString().slice(11, 19)}\r\n`);

test.concurrent("one server: text, a drawing and metrics", async () => {
  await using server = await clock(250);
  const folder = mkdtempSync(join(tmpdir(), "jam-offset-"));
  try {
    const [svg, prom] = [join(folder, "a.svg"), join(folder, "a.prom")];
    const { stdout, exit } = await offset(at(server), "--svg", svg, "--textfile", prom);
    expect(exit).toBe(0);
    for (const word of ["offset", "±", "ms", "round trip", "requests", "age", "UTC+00:00"])
      expect(stdout).toContain(word);
    expect(readFileSync(svg, "utf8")).toContain("Width of the interval");
    expect(readFileSync(prom, "utf8")).toMatch(/^jam_offset_seconds\{server="127\.0\.0\.1:\d+"\} 0\.\d+$/m);
    if (Bun.which("promtool") === null) return;
    const promtool = await runProgram(["promtool", "check", "metrics"], {
      input: readFileSync(prom, "utf8"),
    });
    expect(promtool).toMatchObject({ exit: 0, stderr: "", stdout: "" });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.concurrent("of three servers the false ticker is named, and the majority is the result", async () => {
  await using one = await clock();
  await using two = await clock();
  await using wrong = await clock(5_500);
  const { stdout, exit } = await offset(at(one), at(two), at(wrong), "--json", "--requests", "24");
  expect(exit).toBe(0);
  const { servers, majority } = JSON.parse(stdout);
  expect(servers.map((server: { agrees: boolean }) => server.agrees)).toEqual([true, true, false]);
  expect(majority).toMatchObject({ agreeing: 2 });
  expect(majority.lowMs).toBeLessThanOrEqual(0);
  expect(majority.highMs).toBeGreaterThan(0);
});

test.concurrent("if not more than half agree there is no majority, and the exit code is 1", async () => {
  await using one = await clock();
  await using other = await clock(3_300);
  const { stdout, exit } = await offset(at(one), at(other), "--requests", "10");
  expect(stdout).toContain("no majority");
  expect(exit).toBe(1);
});

describe.concurrent("a server without the time is one line, and exit code 1", () => {
  async function expectLine(target: string, ...words: readonly string[]) {
    const { stdout, stderr, exit } = await offset(target, "--timeout-seconds", "1");
    expect({ stdout, exit }).toEqual({ stdout: "", exit: 1 });
    expect(stderr).toMatch(/^jam: [^\n]+\n$/);
    for (const word of words) expect(stderr).toContain(word);
  }
  const answers = (reply: string) => answering(() => reply);

  test.concurrent("nothing listens", async () => {
    await expectLine(`127.0.0.1:${await freePort()}`, "refused");
  });
  test.concurrent("no answer", async () => {
    await using server = await fakeServer(() => {});
    await expectLine(at(server), "did not reply");
  });
  test.concurrent("ERROR", async () => {
    await using server = await answers("ERROR clock not synchronised\r\n");
    await expectLine(at(server), "clock not synchronised");
  });
  test.concurrent("a date", async () => {
    await using server = await answers("JAM 22-11-2025 10:20:30\r\n");
    await expectLine(at(server), "22-11-2025 10:20:30", "hh:mm:ss");
  });
  test.concurrent("garbage", async () => {
    await using server = await answers("SSH-2.0 \x1b[2J\r\n");
    await expectLine(at(server), "SSH-2.0");
  });
});

test.concurrent("a clock that stands still has no offset", async () => {
  await using server = await answering(() => "JAM 10:20:30\r\n");
  const { stdout, exit } = await offset(at(server), "--json");
  expect(JSON.parse(stdout).servers[0]).toMatchObject({ kind: "standing", offsetMs: null });
  expect(exit).toBe(1);
});

test.concurrent("a server that closes after each reply is asked on a connection for each request", async () => {
  await using server = await fakeServer((socket) =>
    onLines(socket, () => socket.end(`JAM ${new Date().toISOString().slice(11, 19)}\r\n`)),
  );
  const { stdout } = await offset(at(server), "--json", "--requests", "12");
  const [found] = JSON.parse(stdout).servers;
  expect(found).toMatchObject({ kind: "bounded", mode: "connection-each" });
  expect(found.lowMs).toBeLessThanOrEqual(0);
  expect(found.highMs).toBeGreaterThan(0);
});

describe.concurrent("as a monitoring plugin", () => {
  test.concurrent("a small offset is OK with performance data, and a server that refuses is CRITICAL", async () => {
    await using server = await clock();
    const ok = await offset(at(server), "--warn", "2s", "--crit", "5s", "--requests", "6");
    expect(ok.stdout).toMatch(
      /^JAM OFFSET OK: .* \| offset=-?\d\.\d+s;-2:2;-5:5 bound=\d\.\d+s requests=6\n$/,
    );
    expect(ok.exit).toBe(0);
    const refused = await offset(`127.0.0.1:${await freePort()}`, "--crit", "1s");
    expect(refused).toMatchObject({
      exit: 2,
      stdout: expect.stringMatching(/^JAM OFFSET CRITICAL: [^\n]*refused/),
    });
  });
});

test.concurrent("Ctrl-C prints the interval so far, and exits with 130", async () => {
  await using server = await clock();
  const child = Bun.spawn([JAM, "offset", at(server), "--json"], { stdio: ["ignore", "pipe", "pipe"] });
  await until(
    30,
    () => server.received().split("TIME").length > 3,
    () => "three requests",
  );
  child.kill("SIGINT");
  const [stdout, exit] = await Promise.all([child.stdout.text(), child.exited]);
  expect(exit).toBe(130);
  expect(JSON.parse(stdout).servers[0]).toMatchObject({ kind: "bounded", lowMs: expect.any(Number) });
});

test.concurrent("--watch prints a line for each measurement, with the drift from the second on", async () => {
  await using server = await clock();
  const args = ["--watch", "--every", "1s", "--count", "2", "--requests", "6", "--json"];
  const { stdout, exit } = await offset(at(server), ...args);
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(exit).toBe(0);
  expect(lines).toHaveLength(2);
  expect(lines[0].drifts).toEqual([null]);
  expect(lines[1].drifts[0].lowPpm).toBeLessThanOrEqual(0);
  expect(lines[1].drifts[0].highPpm).toBeGreaterThanOrEqual(0);
});

test.concurrent("jam time --precise prints the time below a second, and how certain it is", async () => {
  await using server = await clock();
  const { stdout, exit } = await runProgram([JAM, "time", at(server), "--precise"], { seconds: 60 });
  expect(exit).toBe(0);
  expect(stdout).toMatch(/^\d\d:\d\d:\d\d\.\d{1,3} ± \d+\.\d+ s\n$/);
});

needs("chronyd", "chrony", test.concurrent)(
  "chronyd takes the samples of a refclock SOCK, and sets no clock",
  async () => {
    await using server = await clock();
    const folder = mkdtempSync(join(tmpdir(), "jam-chrony-"));
    const socket = join(folder, "jam.sock");
    const config = [
      `refclock SOCK ${socket} refid JAM poll 1 filter 1 maxlockage 64`,
      `pidfile ${join(folder, "pid")}`,
    ];
    const lines = [...config, "cmdport 0", "port 0", "bindcmdaddress /"];
    const chronyd = Bun.spawn(["chronyd", "-x", "-d", "-u", "root", ...lines], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    try {
      await until(
        30,
        () =>
          Bun.file(socket)
            .exists()
            .then(() => Bun.spawnSync(["test", "-S", socket]).exitCode === 0),
        () => socket,
      );
      const args = ["--watch", "--every", "1s", "--count", "5", "--requests", "6", "--chrony-socket", socket];
      const { stderr } = await offset(at(server), ...args);
      expect(stderr).not.toContain("was not sent");
      await Bun.sleep(2_500); // chronyd reports a source at its next poll, of which there is no event
    } finally {
      chronyd.kill("SIGTERM");
    }
    const [out, errors] = await Promise.all([chronyd.stdout.text(), chronyd.stderr.text()]);
    rmSync(folder, { recursive: true, force: true });
    expect(out + errors).toContain("Selected source JAM");
  },
  120_000,
);

describe("usage errors", () => {
  test.each([
    [[]],
    [["127.0.0.1", "127.0.0.1:45000"]],
    [["127.0.0.1", "--warn", "2s", "--crit", "1s"]],
    [["127.0.0.1", "--warn", "2s", "--watch"]],
    [["127.0.0.1", "--requests", "1"]],
    [["http://127.0.0.1"]],
  ])("%p is refused with exit code 2", async (args) => {
    const { stdout, stderr, exit } = await offset(...args);
    expect({ stdout, exit }).toEqual({ stdout: "", exit: 2 });
    expect(stderr).toStartWith("jam: ");
  });
});
