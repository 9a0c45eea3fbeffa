import { expect, test } from "bun:test";
import { conversation, NOON } from "../pcap-file.ts";
import { elsewhere, kindsOf, requestsOf, seenAt, sessionsIn, WHOLE, written } from "../written.ts";

test("three hosts' files behind one another, as tshark's streams", async () => {
  const sessions = await sessionsIn(elsewhere("three-hosts-appended.pcapng"));
  expect(sessions).toHaveLength(8);
  expect(sessions.every((one) => one.retransmissions === 0 && one.hasHandshake)).toBe(true);
  expect(sessions.reduce((sum, { packets }) => sum + packets.length, 0)).toBe(98);
});

test("a port that was used twice, appended to itself, is two sessions", async () => {
  const twice = [...conversation(), ...conversation({ at: NOON + 1, numbers: [70_000, 90_000] })];
  const sessions = await sessionsIn(written([...twice, ...seenAt(twice, 0.000_01)]));
  expect(sessions.map(({ packets, retransmissions }) => [packets.length, retransmissions])).toEqual([
    [11, 0],
    [11, 0],
  ]);
});

test("time stamps out of order: the handshake is proven, and no time is negative", async () => {
  for (const name of ["syn-ack-before-syn.pcap", "time-stamps-out-of-order.pcap"]) {
    const sessions = await sessionsIn(elsewhere(name));
    for (const { hasHandshake, beginsAt, endsAt, segments, requests } of sessions) {
      const times = [beginsAt, endsAt - beginsAt, ...segments.map(({ at }) => at)];
      expect([hasHandshake, times.filter((at) => at < 0)]).toEqual([true, []]);
      expect(requests.every(({ isEarly, replyMs = 0 }) => !isEarly && replyMs >= 0)).toBe(true);
    }
  }
});

test("the parts of a ring buffer are one session", async () => {
  const all = conversation();
  const parts = [all.slice(0, 4), all.slice(4, 7), all.slice(7)].map((part) => written(part));
  const [one, ...more] = await sessionsIn(...parts.toReversed());
  expect(more).toEqual([]);
  expect(one && [requestsOf(one), kindsOf(one), one.end, one.hasHandshake]).toEqual([
    WHOLE,
    [],
    "server-fin",
    true,
  ]);
});

test("each direction in a file of its own", async () => {
  const [out, back] = [":", ":"].map((_, index) =>
    conversation().filter(({ ports }) => (ports[1] === 45_000) === (index === 0)),
  );
  const [one, ...more] = await sessionsIn(written(out ?? []), written(back ?? []));
  expect(more).toEqual([]);
  expect(one && [requestsOf(one), kindsOf(one)]).toEqual([WHOLE, []]);
});
