/** The request rate per address: clients above it wait, and no reply is lost, reordered or cut. */
import { describe, expect, test } from "bun:test";
import { JAM, JamServer } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes, REPLY_BYTES, REQUEST, shapeOf } from "../support/replies.ts";
import { runProgram } from "../support/run-program.ts";

/** What docs/reliability.md recommends for a class. */
const CLASS = { rate: 1_000, burst: 25_000, students: 40 };
const CLASS_FLAGS = ["--request-rate", String(CLASS.rate), "--request-burst", String(CLASS.burst)];

function startWith(rate: number, burst: number, ...flags: readonly string[]): Promise<JamServer> {
  return JamServer.start(["--request-rate", String(rate), "--request-burst", String(burst), ...flags]);
}

describe("an address above its rate", () => {
  test.concurrent("gets its burst at once and the rest at the rate, each request answered once", async () => {
    await using server = await startWith(100, 50);
    using client = await RawClient.dial(server.port);
    const from = performance.now();
    client.send(`${REQUEST.repeat(200)}QUIT\r\n`);
    await client.waitForBytes(50 * REPLY_BYTES);
    const forBurst = performance.now() - from;
    expect(await client.waitForClose()).toBe("fin");
    const forAll = performance.now() - from;
    expectTimes(client.text, 200);
    expect(forBurst).toBeLessThan(1_000);
    expect(forAll).toBeGreaterThanOrEqual(1_500); // 150 of 100 a second, and the QUIT
    expect((await server.stop()).stopped.counts).toMatchObject({ requests: 200, quit: 1 });
  });

  test.concurrent("is read no further until it has a token", async () => {
    await using server = await startWith(10, 10);
    using client = await RawClient.dial(server.port);
    client.send(REQUEST.repeat(4_000_000)); // more than the kernel's buffers take
    await client.waitForBytes(10 * REPLY_BYTES);
    await client.waitForStall();
    expect(client.unsentBytes).toBeGreaterThan(0);
    expect(client.received).toBeLessThan(200 * REPLY_BYTES);
  }, 60_000);

  test.concurrent("gets its errors in order and its QUIT last, and its FIN is obeyed", async () => {
    await using server = await startWith(40, 5);
    using quitting = await RawClient.dial(server.port, { from: "127.0.0.2" });
    using finishing = await RawClient.dial(server.port, { from: "127.0.0.3" });
    const asked = "TIME\r\nx\r\nTIME\n\r\n".repeat(5);
    quitting.send(`${asked}QUIT\r\nTIME\r\n`);
    finishing.send(`${asked}TI`);
    finishing.finish();
    const answers = ["JAM time", "ERROR unknown request", "ERROR end the line with CR LF (13 10)"];
    for (const client of [quitting, finishing]) {
      expect(await client.waitForClose()).toBe("fin");
      expect(shapeOf(client.text)).toEqual(Array.from({ length: 5 }, () => answers).flat());
    }
    const ends = await server.waitForAll(({ event }) => event === "session-ended", 2);
    expect(ends.map(({ reason }) => reason).sort()).toEqual(["client-closed", "quit"]);
  });

  test.concurrent("is not taken for idle, for a slow line or for a stalled reader while it waits for us", async () => {
    const limits = ["--idle-seconds", "1", "--line-seconds", "1", "--stall-seconds", "1"];
    await using server = await startWith(2, 1, ...limits);
    using client = await RawClient.dial(server.port);
    client.send("TI");
    client.send(`ME\r\n${REQUEST.repeat(5)}QUIT\r\n`);
    expect(await client.waitForClose()).toBe("fin"); // 6 waits of half a second
    expectTimes(client.text, 6);
    expect((await server.waitFor(({ event }) => event === "session-ended")).reason).toBe("quit");
  });

  test.concurrent("is the only one that waits, and is one address over all connections and threads", async () => {
    await using server = await startWith(100, 100, "--threads", "4");
    const from = performance.now();
    const clients = await Promise.all(
      Array.from({ length: 10 }, () => RawClient.dial(server.port, { from: "127.0.0.2" })),
    );
    for (const client of clients) client.send(`${REQUEST.repeat(30)}QUIT\r\n`);
    using other = await RawClient.dial(server.port, { from: "127.0.0.3" });
    other.send(`${REQUEST.repeat(50)}QUIT\r\n`);
    expect(await other.waitForClose()).toBe("fin");
    expect(clients.some(({ isEnded }) => !isEnded)).toBe(true);
    for (const client of clients) {
      expect(await client.waitForClose()).toBe("fin");
      expectTimes(client.text, 30);
    }
    // 310 lines, of which 100 at once; the threads' clocks may be some milliseconds apart.
    expect(performance.now() - from).toBeGreaterThanOrEqual(2_000);
  });

  test.concurrent("gets answers to what was read when the server stops, and ends in order", async () => {
    await using server = await startWith(1, 10);
    using client = await RawClient.dial(server.port);
    client.send(REQUEST.repeat(500));
    await client.waitForBytes(10 * REPLY_BYTES);
    server.signal("SIGTERM");
    expect(await client.waitForClose()).toBe("fin");
    expectTimes(client.text, 500);
    expect(await server.exited).toBe(0);
    const { counts } = await server.waitFor(({ event }) => event === "stopped");
    expect(counts).toMatchObject({ drained: 1, requests: 500 });
  });

  test.concurrent("frees its slot when it resets while it waits", async () => {
    await using server = await startWith(1, 1, "--max-connections", "1");
    using client = await RawClient.dial(server.port);
    client.send(REQUEST.repeat(1000));
    await client.waitForBytes(REPLY_BYTES);
    client.reset();
    await server.waitFor(({ event, reason }) => event === "session-ended" && reason === "reset");
    using next = await RawClient.dial(server.port, { from: "127.0.0.2" });
    next.send("TIME\r\n");
    await next.waitForBytes(REPLY_BYTES);
  });
});

describe("a class of forty behind one address, with the recommended rate", () => {
  test.concurrent("is never delayed by a request a second each, and then bursts of a hundred", async () => {
    await using server = await JamServer.start(CLASS_FLAGS);
    const students = await Promise.all(
      Array.from({ length: CLASS.students }, () => RawClient.dial(server.port)),
    );
    for (let second = 1; second <= 3; second++) {
      for (const student of students) student.send(REQUEST);
      for (const student of students) await student.waitForBytes(second * REPLY_BYTES);
    }
    for (const student of students) student.send(`${REQUEST.repeat(100)}QUIT\r\n`);
    for (const student of students) {
      expect(await student.waitForClose()).toBe("fin");
      expectTimes(student.text, 103);
    }
    expect((await server.stop()).stopped.counts).toMatchObject({
      delayed: 0,
      requests: 103 * CLASS.students,
    });
  });

  test.concurrent("is never delayed when all run jam check at the same moment", async () => {
    await using server = await JamServer.start(CLASS_FLAGS);
    const { exit } = await runProgram([JAM, "check", `127.0.0.1:${server.port}`], { seconds: 120 });
    expect(exit).toBe(0);
    const { counts } = (await server.stop()).stopped;
    expect(counts["delayed"]).toBe(0);
    const lines = ["requests", "unknown", "bare-lf", "quit"].reduce(
      (sum, name) => sum + (counts[name] ?? 0),
      0,
    );
    expect(lines * CLASS.students).toBeLessThan(CLASS.burst);
  }, 150_000);
});
