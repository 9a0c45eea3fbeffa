/** Counters: a row per thread, and their sums. */
import { describe, expect, test } from "bun:test";
import { REFUSED_LINES } from "../../src/protocol/request.ts";
import { RefusalSwitch, refusalMemory } from "../../src/server/clock/refusal-switch.ts";
import { CachedTimeReply } from "../../src/server/clock/time-reply.ts";
import { COUNTER, Counters, errorsOf, ROW_BYTES, readCounts } from "../../src/server/counters.ts";
import { oneThread, stage } from "./connection/scripted-socket.ts";

function rows(threads: number): readonly Counters[] {
  const memory = new SharedArrayBuffer(threads * ROW_BYTES);
  return Array.from({ length: threads }, (_, thread) => new Counters(memory, thread));
}

test("what threads count is added up, counter by counter", () => {
  const [first, second, third] = rows(3) as [Counters, Counters, Counters];
  first.add(COUNTER.requests, 5);
  second.add(COUNTER.requests, 7);
  second.add(COUNTER.full, 1);
  third.add(COUNTER["thread-died"], 2);
  const counts = readCounts([first, second, third]);
  expect(counts.requests).toBe(12);
  expect(counts.full).toBe(1);
  expect(counts["thread-died"]).toBe(2);
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(15);
});

test("a thread's row is its own: the last counter of one is not the first of the next", () => {
  const [first, second] = rows(2) as [Counters, Counters];
  for (const counter of Object.values(COUNTER)) first.add(counter, 1);
  expect(Object.values(COUNTER).map((counter) => second.read(counter))).toEqual(
    Object.values(COUNTER).map(() => 0),
  );
});

test("two views of a row see the same numbers, as a thread and the main thread do", () => {
  const memory = new SharedArrayBuffer(2 * ROW_BYTES);
  new Counters(memory, 1).add(COUNTER.bytesSent, 14);
  expect(new Counters(memory, 1).read(COUNTER.bytesSent)).toBe(14);
  expect(new Counters(memory, 0).read(COUNTER.bytesSent)).toBe(0);
});

test("bytes are counted exactly far beyond 4 GiB", () => {
  const [row] = rows(1) as [Counters];
  for (let time = 0; time < 3; time++) row.add(COUNTER.bytesSent, 2 ** 40 + 1);
  expect(readCounts([row]).bytesSent).toBe(3 * 2 ** 40 + 3);
});

test("every counter has a place of its own within a row", () => {
  const places = Object.values(COUNTER);
  expect(new Set(places).size).toBe(places.length);
  expect(Math.max(...places)).toBe(places.length - 1);
  expect(ROW_BYTES).toBe(places.length * 8);
});

test("errors are the ERROR lines of sessions: a session that ends without one adds none", () => {
  const [row] = rows(1) as [Counters];
  for (const counter of Object.values(COUNTER)) row.add(counter, 1);
  const said = [
    "unsynchronised",
    ...REFUSED_LINES,
    "line-too-long",
    "http",
    "rtsp",
    "ssh",
    "tls",
    "proxy",
    "idle",
    "line-timeout",
  ];
  expect(errorsOf(readCounts([row]))).toBe(said.length);
});

describe("what a session counts", () => {
  test("its errors are those that the server counts, however it ends", () => {
    for (const bytes of [
      "QUIT\r\n",
      "x\r\nTIME\n",
      "GET / HTTP/1.1\r\n",
      "x\r\nx\r\nQUIT\r\n",
      "x".repeat(2000),
    ]) {
      const { connection, context, receive } = stage();
      receive(bytes);
      context.counters.add(COUNTER[connection.closeReason(false)], 1);
      expect(errorsOf(readCounts([context.counters]))).toBe(connection.errors);
    }
  });

  test("a time that is refused is an error of the session, and no request", () => {
    const refusal = new RefusalSwitch(refusalMemory());
    refusal.isOn = true;
    const context = { ...oneThread(), timeReply: new CachedTimeReply(() => "10:20:30", refusal) };
    const { socket, connection, counted, receive } = stage(Number.POSITIVE_INFINITY, context);
    receive("TIME\r\nx\r\nTIME\r\n");
    const line = "ERROR clock not synchronised\r\n";
    expect(socket.text).toBe(`${line}ERROR unknown request\r\n${line}`);
    expect([counted("requests"), counted("unsynchronised"), counted("unknown")]).toEqual([0, 2, 1]);
    expect([connection.requests, connection.errors]).toEqual([0, 3]);
    expect(errorsOf(readCounts([context.counters]))).toBe(3);
  });

  test("every way in which a session ends has a counter of its name", () => {
    const ends = [
      ...["QUIT\r\n", "GET / HTTP/1.1\r\n", "OPTIONS * RTSP/1.0\r\n", "SSH-2.0-x\r\n", "\x16\x03\x01"],
      "x".repeat(1025),
    ].map((bytes) => {
      const { connection, receive } = stage();
      receive(bytes);
      return connection.closeReason(false);
    });
    expect(ends).toEqual(["quit", "http", "rtsp", "ssh", "tls", "line-too-long"]);
    expect(ends.filter((reason) => !Object.hasOwn(COUNTER, reason))).toEqual([]);
  });

  test("bytes are counted once, as they are taken, and requests once, however often the peer stalls", () => {
    const { socket, counted, receive, allow } = stage(1);
    receive("TIME\r\nx\r\nTIME\r\n");
    expect(counted("bytesSent")).toBe(1);
    allow(10);
    expect(counted("bytesSent")).toBe(11);
    allow(1000);
    expect(counted("bytesSent")).toBe(socket.text.length);
    expect([counted("requests"), counted("unknown")]).toEqual([2, 1]);
  });
});
