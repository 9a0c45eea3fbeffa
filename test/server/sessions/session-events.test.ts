/** Session events: a name and an address that a person can use, and none where there are too many. */
import { expect, test } from "bun:test";
import type { SessionEvent } from "../../../src/server/events.ts";
import { EventRateLimit, eventRateMemory } from "../../../src/server/sessions/event-rate.ts";
import { SessionEvents } from "../../../src/server/sessions/session-events.ts";
import { stage } from "../connection/scripted-socket.ts";

function emitter(thread = 2) {
  const events: SessionEvent[] = [];
  const rate = new EventRateLimit(eventRateMemory(), 50);
  return { events, rate, sessions: new SessionEvents(thread, rate, (event) => events.push(event)) };
}

const PEER = { remoteAddress: "172.16.16.102", remotePort: 50123 };

test("a session emits an event as it opens and as it ends, with the same name and its counts", () => {
  const { events, sessions } = emitter();
  const { connection, receive } = stage();
  sessions.opened(connection, PEER);
  receive("TIME\r\nTIME\r\nx\r\nQUIT\r\n");
  sessions.ended(connection, connection.closeReason(false));
  const name = { session: "2.1", thread: 2, address: "172.16.16.102", port: 50123 };
  expect(events).toEqual([
    { kind: "session-opened", ...name },
    {
      kind: "session-ended",
      ...name,
      reason: "quit",
      requests: 2,
      errors: 1,
      seconds: expect.any(Number) as number,
    },
  ]);
  const seconds = events[1]?.kind === "session-ended" ? events[1].seconds : Number.NaN;
  expect(seconds).toBeGreaterThanOrEqual(0);
  expect(seconds).toBeLessThan(60);
});

test.each([
  ["::ffff:172.16.16.102", "172.16.16.102"], // RFC 4291, 2.5.5.2: an IPv4 peer of a socket on ::
  ["172.16.16.102", "172.16.16.102"],
  ["::1", "::1"],
  ["fe80::1", "fe80::1"],
  ["::ffff:abcd", "::ffff:abcd"], // an IPv6 address with the same start
])("the peer %s is shown as %s", (remoteAddress, address) => {
  const { events, sessions } = emitter();
  sessions.opened(stage().connection, { ...PEER, remoteAddress });
  expect(events[0]?.kind === "session-opened" && events[0].address).toBe(address);
});

test("sessions of a thread are numbered from 1, and those without an event count too", () => {
  const { events, rate, sessions } = emitter(7);
  for (let session = 0; session < 60; session++) sessions.opened(stage().connection, PEER);
  rate.nextSecond();
  sessions.opened(stage().connection, PEER);
  const names = events.map((event) => event.kind === "session-opened" && event.session);
  expect(names.slice(0, 2)).toEqual(["7.1", "7.2"]);
  expect(names.at(-1)).toBe("7.61");
});

test("50 sessions that open in a second emit an event, and the others are counted", () => {
  const { events, rate, sessions } = emitter();
  for (let session = 0; session < 80; session++) sessions.opened(stage().connection, PEER);
  expect(events.length).toBe(50);
  expect(rate.nextSecond()).toBe(30);
});

test("the end of a session without an opening event emits none, even if the rate allows it", () => {
  const { events, rate, sessions } = emitter();
  for (let event = 0; event < 50; event++) rate.allow();
  const { connection } = stage();
  sessions.opened(connection, PEER);
  rate.nextSecond();
  sessions.ended(connection, "quit");
  expect(events).toEqual([]);
  expect(rate.nextSecond()).toBe(1);
});

test("a session ends once", () => {
  const { events, sessions } = emitter();
  const { connection } = stage();
  sessions.opened(connection, PEER);
  sessions.ended(connection, "quit");
  sessions.ended(connection, "quit");
  expect(events.map(({ kind }) => kind)).toEqual(["session-opened", "session-ended"]);
});
