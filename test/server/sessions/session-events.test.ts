/** Telling of sessions: a name and an address that a person can use, and silence where there are too many. */
import { expect, test } from "bun:test";
import type { SessionEvent } from "../../../src/server/events.ts";
import { EventRateLimit, eventRateMemory } from "../../../src/server/sessions/event-rate.ts";
import { SessionEvents } from "../../../src/server/sessions/session-events.ts";
import { stage } from "../connection/scripted-socket.ts";

function teller(thread = 2) {
  const told: SessionEvent[] = [];
  const gate = new EventRateLimit(eventRateMemory());
  return { told, gate, sessions: new SessionEvents(thread, gate, (event) => told.push(event)) };
}

const PEER = { remoteAddress: "172.16.16.102", remotePort: 50123 };

test("a session is told of as it opens and as it ends, by the same name, with what it asked", () => {
  const { told, sessions } = teller();
  const { connection, receive } = stage();
  sessions.opened(connection, PEER);
  receive("TIME\r\nTIME\r\nx\r\nQUIT\r\n");
  sessions.ended(connection, connection.closeReason(false));
  const name = { session: "2.1", thread: 2, address: "172.16.16.102", port: 50123 };
  expect(told).toEqual([
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
  const seconds = told[1]?.kind === "session-ended" ? told[1].seconds : Number.NaN;
  expect(seconds).toBeGreaterThanOrEqual(0);
  expect(seconds).toBeLessThan(60);
});

test.each([
  ["::ffff:172.16.16.102", "172.16.16.102"], // RFC 4291, 2.5.5.2: what a socket on :: says of an IPv4 peer
  ["172.16.16.102", "172.16.16.102"],
  ["::1", "::1"],
  ["fe80::1", "fe80::1"],
  ["::ffff:abcd", "::ffff:abcd"], // an IPv6 address that only begins so
])("the peer %s is shown as %s", (remoteAddress, address) => {
  const { told, sessions } = teller();
  sessions.opened(stage().connection, { ...PEER, remoteAddress });
  expect(told[0]?.kind === "session-opened" && told[0].address).toBe(address);
});

test("sessions of a thread are numbered from 1, and those that nobody hears of count too", () => {
  const { told, gate, sessions } = teller(7);
  for (let session = 0; session < 60; session++) sessions.opened(stage().connection, PEER);
  gate.nextSecond();
  sessions.opened(stage().connection, PEER);
  const names = told.map((event) => event.kind === "session-opened" && event.session);
  expect(names.slice(0, 2)).toEqual(["7.1", "7.2"]);
  expect(names.at(-1)).toBe("7.61");
});

test("50 sessions that open in a second are told of, and the others are counted", () => {
  const { told, gate, sessions } = teller();
  for (let session = 0; session < 80; session++) sessions.opened(stage().connection, PEER);
  expect(told.length).toBe(50);
  expect(gate.nextSecond()).toBe(30);
});

test("the end of a session whose beginning was not told is left out, even where there is room", () => {
  const { told, gate, sessions } = teller();
  for (let event = 0; event < 50; event++) gate.allow();
  const { connection } = stage();
  sessions.opened(connection, PEER);
  gate.nextSecond();
  sessions.ended(connection, "quit");
  expect(told).toEqual([]);
  expect(gate.nextSecond()).toBe(1);
});

test("a session ends once", () => {
  const { told, sessions } = teller();
  const { connection } = stage();
  sessions.opened(connection, PEER);
  sessions.ended(connection, "quit");
  sessions.ended(connection, "quit");
  expect(told.map(({ kind }) => kind)).toEqual(["session-opened", "session-ended"]);
});
