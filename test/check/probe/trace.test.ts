/** What is kept of a try's traffic: numbered, timed, and bounded. */
import { expect, test } from "bun:test";
import { Trace } from "../../../src/check/probe/trace.ts";

test("connections are numbered in the order in which they were opened", () => {
  const trace = new Trace();
  expect([trace.nextConnection(), trace.nextConnection(), trace.nextConnection()]).toEqual([1, 2, 3]);
});

test("an event has its connection, its time and, where there are bytes, these in hex and their number", () => {
  const trace = new Trace();
  trace.note(1, "connected");
  trace.note(1, "sent", Buffer.from("TIME\r\n"));
  trace.note(2, "closed");
  expect(trace.events).toEqual([
    { at: expect.any(Number), connection: 1, kind: "connected" },
    { at: expect.any(Number), connection: 1, kind: "sent", hex: "54494d450d0a", length: 6 },
    { at: expect.any(Number), connection: 2, kind: "closed" },
  ]);
  const times = trace.events.map(({ at }) => at);
  expect(times).toEqual(times.toSorted((left, right) => left - right));
  expect(times.every((at) => Number.isInteger(at) && at >= 0)).toBe(true);
});

test("of many bytes the first 256 are kept, and how many there were", () => {
  const trace = new Trace();
  trace.note(1, "sent", Buffer.alloc(4 << 20, "A"));
  const [event] = trace.events;
  expect(event).toMatchObject({ hex: "41".repeat(256), length: 4 << 20 });
});

test("a server that sends without end fills no memory: of its events the first and the last are kept", () => {
  const trace = new Trace();
  for (let index = 0; index < 10_000; index++) trace.note(1, "received", Buffer.from([index & 255]));
  expect(trace.events.length).toBeLessThanOrEqual(64);
  expect(trace.events[0]).toMatchObject({ hex: "00" });
  expect(trace.events.at(-1)).toMatchObject({ hex: (9_999 & 255).toString(16).padStart(2, "0") });
});
