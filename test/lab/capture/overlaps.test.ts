import { expect, test } from "bun:test";
import { factsOf } from "../../../src/lab/judge/facts-of.ts";
import { capture, crafted, factsIn, GOOD, HOSTS, JAM, NOON, QUIT, session, TIME } from "../crafted.ts";

const THIRD = { address: "172.16.16.103", port: 50_001 };

test("sessions overlap from the later SYN-ACK to the first end", () => {
  const { overlaps, mostAtOnce } = crafted(session(GOOD), session(GOOD, { at: 0.035, client: THIRD }));
  expect(overlaps).toEqual([
    { first: "S1", second: "S2", file: "mesin1.pcapng", from: 0.055, to: 0.07, bothServed: false },
  ]);
  expect(mostAtOnce).toEqual({ sessions: 2, at: 0.055 });
});

test("both are served if each got a reply while the other was open", async () => {
  const { overlaps } = await factsIn("good-mesin1");
  expect(overlaps).toMatchObject([{ first: "S1", second: "S2", bothServed: true }]);
});

test("a server without threads serves the second client after it closed the first: no concurrency", async () => {
  const { overlaps, points } = await factsIn("one-by-one");
  expect(overlaps).toMatchObject([{ bothServed: false }]);
  expect(points.find(({ point }) => point === "1.b")?.isProven).toBe(false);
});

test("sessions at two servers do not overlap", async () => {
  expect((await factsIn("two-servers")).overlaps).toEqual([]);
});

test("refused and unanswered connections were never open", () => {
  const waiting = [{ at: 0.02, text: ">S", client: THIRD }];
  expect(crafted(session(GOOD), waiting)).toMatchObject({ overlaps: [], mostAtOnce: { sessions: 1 } });
});

test("a session begins when the server has answered its SYN, however long the SYN waited", () => {
  const waiting = [
    { at: 0.02, text: ">S", client: THIRD },
    { at: 0.06, text: ">S", client: THIRD, isRetransmission: true },
    ...session(GOOD, { at: 0.1, client: THIRD }).slice(1),
  ];
  expect(crafted(session(GOOD), waiting)).toMatchObject({ overlaps: [], mostAtOnce: { sessions: 1 } });
});

test("without a SYN-ACK the handshake's ACK begins it, and without a handshake the first packet", () => {
  const begins = (from: number) =>
    crafted(session(GOOD), session(GOOD, { client: THIRD }).slice(from)).overlaps[0]?.from;
  expect([begins(1), begins(2), begins(3)]).toEqual([0.02, 0.03, 0.04]);
  const noAnswer = session(GOOD, { client: THIRD }).filter((_line, index) => index !== 1);
  expect(crafted(session(GOOD), noAnswer).overlaps[0]?.from).toBe(0.03);
});

test("of too many pairs those that prove most are kept", () => {
  const crowd = Array.from({ length: 60 }, (_, index) =>
    session([TIME, ...(index < 10 ? [] : [` ${JAM}`]), ` ${QUIT}`, "<F"], {
      at: index / 1e5,
      client: { ...THIRD, port: 50_001 + index },
    }),
  );
  const { overlaps, mostAtOnce } = crafted(...crowd);
  expect(mostAtOnce.sessions).toBe(60);
  expect(overlaps).toHaveLength(500);
  expect(overlaps.every(({ bothServed }) => bothServed)).toBe(true);
});

test("thousands of sessions at once: all pairs are counted, and those served are found without looking at each", () => {
  const count = 2000;
  const crowd = Array.from({ length: count }, (_, index) =>
    session([TIME, ` ${JAM}`, ` ${QUIT}`, "<F"], {
      at: index / 1e5,
      client: { address: `10.1.${index >> 8}.${index & 255}`, port: 50_000 },
    }),
  );
  const { overlaps, pairs, mostAtOnce } = crafted(...crowd);
  expect(mostAtOnce.sessions).toBe(count);
  expect(pairs).toMatchObject({ open: (count * (count - 1)) / 2, isExact: false });
  expect(overlaps.length).toBeGreaterThan(100);
  expect(overlaps.length).toBeLessThanOrEqual(500);
  expect(overlaps.every(({ bothServed }) => bothServed)).toBe(true);
});

test("one pair that was served is found among many that were not", () => {
  // The first half are idle; the last two ask, each while the other is open.
  const idle = Array.from({ length: 300 }, (_, index) =>
    session([" >A", " >A", " >A", " >A"], {
      at: index / 1e5,
      client: { ...THIRD, port: 50_100 + index },
    }),
  );
  const asking = [0.1, 0.15].map((at, index) =>
    session([` ${TIME}`, JAM, ` ${QUIT}`, "<F"], { at, client: { ...THIRD, port: 40_000 + index } }),
  );
  const { overlaps, pairs } = crafted(...idle, ...asking);
  expect(pairs).toEqual({ open: (302 * 301) / 2, served: 1, isExact: false });
  expect(overlaps).toHaveLength(1);
});

test("a session that several clocks saw is open as long as any of them shows it", () => {
  const lines = session([TIME, ` ${JAM}`, ` ${QUIT}`, "<F"]);
  const others = session([TIME, ` ${JAM}`, ` ${QUIT}`, "<F"], { at: 0.05, client: THIRD });
  const both = [...lines, ...others].sort((a, b) => a.at - b.at);
  const server = capture(both.slice(0, 7), "mesin1");
  const { sessions, clocks, overlaps } = factsOf(
    [
      server,
      capture(
        lines.map((line) => ({ ...line, at: line.at + 60 })),
        "mesin2",
      ),
      capture(
        others.map((line) => ({ ...line, at: line.at - 9 })),
        "mesin3",
      ),
    ],
    { port: 45_000, hosts: HOSTS },
  );
  expect(sessions).toHaveLength(2);
  expect(clocks).toMatchObject([
    { file: "mesin2.pcapng", reference: "mesin1.pcapng", atLeast: -60, atMost: -60 },
    { file: "mesin3.pcapng", reference: "mesin1.pcapng", atLeast: 9, atMost: 9 },
  ]);
  expect(overlaps).toMatchObject([{ first: "S1", second: "S2", bothServed: true }]);
});

test("a server without threads is not concurrent because its FIN was long on its way to the first client's capture", () => {
  // The second client waits in the backlog, and is served 1 ms after the first session is closed.
  const first = session([TIME, ` ${JAM}`, ` ${TIME}`, JAM, QUIT, "<F"]);
  const closedAt = first.at(-1)?.at ?? 0;
  const second = [
    ...session([TIME], { at: 0.3, client: THIRD }),
    { at: closedAt + 0.001, text: JAM, client: THIRD },
    { at: closedAt + 0.2, text: QUIT, client: THIRD },
    { at: closedAt + 0.201, text: "<F", client: THIRD },
  ];
  const byServer = capture(
    [...first, ...second].sort((a, b) => a.at - b.at),
    "mesin1",
  );
  const seenAt = (lines: typeof first, host: string) => {
    const delayed = lines.map(({ at, ...line }) => ({
      ...line,
      at: line.text.startsWith(">") ? at - 0.0001 : at + (line.text === "<F" ? 0.05 : 0.0001),
    }));
    return capture(delayed, host);
  };
  const hosts = { port: 45_000, hosts: HOSTS };
  const facts = factsOf([byServer, seenAt(first, "mesin2"), seenAt(second, "mesin3")], hosts);
  expect(facts.overlaps).toMatchObject([{ file: "mesin1.pcapng", to: 0.47, bothServed: false }]);
  // Neither if the server's own capture was cut off before.
  const cut = { ...byServer, packets: byServer.packets.filter(({ time }) => time < NOON + closedAt) };
  const others = [seenAt(first, "mesin2"), seenAt(second, "mesin3")];
  expect(factsOf([cut, ...others], hosts).overlaps.some(({ bothServed }) => bothServed)).toBe(false);
});
