/** --require-sync: the kernel's clock status, refusals while the clock is not synchronised, and steps of the clock. */
import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JamServer } from "../support/jam-server.ts";
import { GOOD, LOST, otherStatus, serveWithStatus } from "../support/kernel-clock-status.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

const REFUSAL = "ERROR clock not synchronised\r\n";
const TIME = /^JAM \d\d:\d\d:\d\d\r\n$/;

const withStrace = needs("strace", "strace", test.concurrent);
const withFaketime = needs("faketime", "faketime", test.concurrent);

const folder = mkdtempSync(join(tmpdir(), "jam-clock-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function converse(server: JamServer, bytes: string): Promise<string> {
  using client = await RawClient.dial(server.port);
  client.send(`${bytes}QUIT\r\n`);
  expect(await client.waitForClose()).toBe("fin");
  return client.text;
}

const isOfClock = ({ event }: { readonly event: string }) => event.startsWith("clock-");

withStrace(
  "with --require-sync a clock that is not synchronised is refused, and the session goes on",
  async () => {
    await using server = await JamServer.start(["--require-sync"], { command: serveWithStatus(LOST) });
    expect(await converse(server, "TIME\r\nHELLO\r\nTIME\r\n")).toBe(
      `${REFUSAL}ERROR unknown request\r\n${REFUSAL}`,
    );
    const { counts } = (await server.stop()).stopped;
    expect(counts).toMatchObject({ requests: 0, unsynchronised: 2, unknown: 1, quit: 1 });
    expect(server.events.filter(isOfClock)).toMatchObject([
      { event: "clock-unsynchronised", level: "warn", maximumErrorSeconds: 16, refuses: true },
    ]);
  },
);

withStrace("without the flag such a clock is served, and a warning is logged", async () => {
  await using server = await JamServer.start([], { command: serveWithStatus(LOST) });
  expect(await converse(server, "TIME\r\n")).toMatch(TIME);
  expect(await server.waitFor(isOfClock)).toMatchObject({ event: "clock-unsynchronised", refuses: false });
});

withStrace("with --require-sync a good clock's time is the very first reply", async () => {
  await using server = await JamServer.start(["--require-sync"], { command: serveWithStatus(GOOD) });
  expect(await converse(server, "TIME\r\n")).toMatch(TIME);
  expect(await server.waitFor(isOfClock)).toMatchObject({
    event: "clock-synchronised",
    estimatedErrorSeconds: 0.000_021,
    maximumErrorSeconds: 0.0123,
  });
});

withStrace("--max-clock-error refuses a clock that may be off by more", async () => {
  const flags = (seconds: string) => ["--require-sync", "--max-clock-error", seconds];
  await using strict = await JamServer.start(flags("0.012"), { command: serveWithStatus(GOOD) });
  await using wide = await JamServer.start(flags("0.0124"), { command: serveWithStatus(GOOD) });
  expect(await converse(strict, "TIME\r\n")).toBe(REFUSAL);
  expect(await converse(wide, "TIME\r\n")).toMatch(TIME);
});

withStrace(
  "a change of the clock's status applies within seconds, in an open session too",
  async () => {
    const other = otherStatus();
    const command = serveWithStatus(other, "4..6");
    await using server = await JamServer.start(["--require-sync"], { command });
    using client = await RawClient.dial(server.port);
    const ask = async () => {
      const before = client.text.length;
      client.send("TIME\r\n");
      await until(
        5,
        () => client.text.slice(before).endsWith("\r\n"),
        () => "a reply",
      );
      return client.text.slice(before);
    };
    // In between strace gives the other status; before and after, the machine's own.
    const lines = await server.waitForAll(isOfClock, 2);
    expect(lines.map(({ refuses }) => refuses)).toEqual([other !== LOST, other === LOST]);
    expect(await ask()).toMatch(other === LOST ? REFUSAL : TIME);
    await server.waitForAll(isOfClock, 3);
    expect(await ask()).toMatch(other === LOST ? TIME : REFUSAL);
  },
  20_000,
);

withStrace(
  "if the kernel refuses the call, the status is unknown, logged once, and the time is served",
  async () => {
    await using server = await JamServer.start([], { command: serveWithStatus("EPERM") });
    expect(await server.waitFor(isOfClock)).toMatchObject({ event: "clock-unknown", level: "info" });
    expect(await converse(server, "TIME\r\n")).toMatch(TIME);
  },
);

withStrace("--require-sync ends at once with the reason if the kernel refuses the call", async () => {
  const { exit, stderr } = await runProgram([...serveWithStatus("EPERM"), "--port", "0", "--require-sync"]);
  expect(stderr).toStartWith("jam: --require-sync needs the kernel's clock status");
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(exit).toBe(3);
});

/** A server whose clock can be set, by Debian's libfaketime. */
async function startWithClock(name: string) {
  const file = join(folder, name);
  const [library] = new Bun.Glob("/usr/lib/*/faketime/libfaketimeMT.so.1").scanSync("/");
  const set = (offset: string) => {
    writeFileSync(`${file}.new`, `${offset}\n`);
    renameSync(`${file}.new`, file);
  };
  set("+0");
  const env = {
    LD_PRELOAD: library ?? "",
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: "1",
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
  };
  const server = await JamServer.start(["--zone", "UTC", "--pattern", "%s"], { env });
  return { server, set };
}

/** Seconds by which the served time is ahead of the machine's. */
async function aheadBy(server: JamServer): Promise<number> {
  return Number((await converse(server, "TIME\r\n")).slice(4)) - Math.floor(Date.now() / 1000);
}

const isStep = ({ event }: { readonly event: string }) => event === "clock-stepped";

withFaketime("a clock that is set ahead or back is served at once, and the step is in the log", async () => {
  const { server, set } = await startWithClock("steps");
  await using _ = server;
  expect(Math.abs(await aheadBy(server))).toBeLessThanOrEqual(1);
  await server.waitFor(({ event }) => /^clock-(un)?(synchronised|known)/.test(event));
  for (const [index, [offset, ahead, step]] of (
    [
      ["+3600", 3600, 3600],
      ["-7200", -7200, -10_800],
      ["+0", 0, 7200],
    ] as const
  ).entries()) {
    set(offset);
    expect(Math.abs((await aheadBy(server)) - ahead)).toBeLessThanOrEqual(1);
    const line = (await server.waitForAll(isStep, index + 1)).at(-1);
    expect(Math.abs((line?.seconds ?? 0) - step)).toBeLessThan(0.1);
  }
});

withFaketime("a server that was stopped for a while logs no step of the clock", async () => {
  const { server, set } = await startWithClock("stopped");
  await using _ = server;
  await server.waitFor(isOfClock);
  server.signal("SIGSTOP");
  await Bun.sleep(2_500); // the pause is what is tested: it spans two clock readings
  server.signal("SIGCONT");
  expect(Math.abs(await aheadBy(server))).toBeLessThanOrEqual(1);
  set("+60");
  const { seconds } = await server.waitFor(isStep);
  expect(seconds).toBeGreaterThan(59.9);
  expect(seconds).toBeLessThan(60.1);
  expect(server.events.filter(isStep).length).toBe(1);
});
