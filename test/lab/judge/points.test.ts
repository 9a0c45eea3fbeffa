import { expect, test } from "bun:test";
import { FAILURE_REASONS, POINTS, REMARKS } from "../../../src/lab/capture/facts.ts";
import { factsOf } from "../../../src/lab/judge/facts-of.ts";
import { CASES, REMARKED } from "../cases.ts";
import {
  capture,
  crafted,
  factsIn,
  failuresOf,
  GOOD,
  HOSTS,
  IGNORED,
  PAUSE,
  QUIT,
  RECORDED,
  session,
  TIME,
} from "../crafted.ts";

/** The findings in each recorded capture, point by point; a point without any is proven. */
const RECORDED_FAILURES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "good-mesin1": {},
  "good-mesin2": { "1.b": ["one-session"] },
  reset: { "1.b": ["one-session"], "1.c.ii": ["closed-by-reset"] },
  lost: { "1.b": ["one-session"] },
  "lf-only": {
    "1.b": ["one-session"],
    "1.c.i": ["lf-instead-of-crlf", "lf-was-served"],
    "1.c.ii": ["lf-instead-of-crlf"],
  },
  date: { "1.b": ["one-session"], "1.d.ii": ["wrong-prefix"], "1.d.iii": ["date-in-reply"] },
  middle: { "1.a": ["no-handshake"], "1.b": ["one-session"] },
  ipv6: {},
  "two-servers": { "1.b": ["no-overlap", "one-client"] },
  "one-client": { "1.b": ["one-session"] },
  "one-host": { "1.b": ["one-client"] },
  "no-overlap": { "1.b": ["no-overlap"] },
  "one-by-one": { "1.b": ["overlap-unserved"] },
  chunks: {
    "1.c.i": ["cut-not-answered", "joined-not-answered", "lf-was-served", "unterminated-was-served"],
  },
  refused: {
    "1.a": ["refused"],
    "1.b": ["one-session"],
    "1.c.i": ["no-crlf-request"],
    "1.c.ii": ["no-quit"],
    "1.d.i": ["no-replies"],
    "1.d.ii": ["no-replies"],
    "1.d.iii": ["no-replies"],
  },
  "client-closes": { "1.b": ["one-session"], "1.c.ii": ["no-quit"] },
};

test("every recorded capture is judged", () => {
  expect(Object.keys(RECORDED_FAILURES).sort()).toEqual(RECORDED.toSorted());
});

test.each(Object.entries(RECORDED_FAILURES))("%s", async (name, expected) => {
  const facts = await factsIn(name);
  for (const point of POINTS)
    expect([point, failuresOf(facts, point)]).toEqual([point, [...(expected[point] ?? [])]]);
});

test("two sessions of one host prove concurrency, with a remark", async () => {
  const { points } = await factsIn("one-host");
  expect(points.find(({ point }) => point === "1.b")).toMatchObject({
    isProven: true,
    evidence: ["S1", "S2"],
  });
});

test("every failure reason has a case", () => {
  expect([...new Set(CASES.map(({ kind }) => kind))].sort()).toEqual(FAILURE_REASONS.toSorted());
});

/** `clock-unseen` needs a file without time stamps: see `verify.test.ts`. */
test("every remark has a case", () => {
  const kinds = new Set([...REMARKED.map(({ kind }) => kind), "clock-unseen"]);
  expect([...kinds].sort()).toEqual(REMARKS.toSorted());
});

test.each(REMARKED.map((one) => [`${one.point} ${one.kind}`, one] as const))(
  "%s refutes nothing",
  (_name, { kind, point, state, facts }) => {
    const judged = facts.points.find((one) => one.point === point);
    expect(judged?.remarks.map((remark) => remark.kind)).toEqual([kind]);
    expect(judged?.state).toBe(state);
  },
);

test.each(CASES.map((one) => [`${one.point} ${one.kind}`, one] as const))(
  "%s",
  (_name, { kind, point, facts }) => {
    const judged = facts.points.find((one) => one.point === point);
    expect((judged?.failures ?? []).map((failure) => `${failure.kind}`)).toContain(kind);
    expect(judged?.isProven).toBe(false);
  },
);

test("requests after QUIT need no reply", () => {
  expect(failuresOf(crafted(session([TIME, "<JAM 12:00:00\r\n", `${QUIT}TIME\r\n`, "<F"])), "1.c.i")).toEqual(
    [],
  );
});

test("a server that closes before it has the client's FIN closes by itself", () => {
  const lines = session([TIME, "<JAM 12:00:00\r\n", QUIT, ">F", "<F"]);
  expect(failuresOf(factsOf([capture(lines)], { port: 45_000 }), "1.c.ii")).toEqual(["client-closed-first"]);
  const crossed = capture(lines);
  const packets = crossed.packets.map((packet, index) =>
    index === 7 ? { ...packet, ack: 13, ackRaw: packet.ackRaw - 1 } : packet,
  );
  expect(failuresOf(factsOf([{ ...crossed, packets }], { port: 45_000 }), "1.c.ii")).toEqual([]);
});

test("a server that is silent for over two seconds after QUIT, until the client closes, ignored it", () => {
  const good = session([TIME, "<JAM 12:00:00\r\n", QUIT, "<F"]);
  const later = (texts: readonly string[], n: number) =>
    session(texts, { at: 5 * n, client: { address: "172.16.16.103", port: 50_000 + n } });
  const quit = (...sessions: ReturnType<typeof session>[]) =>
    crafted(...sessions).points.find(({ point }) => point === "1.c.ii");
  // A session that the server closed does not excuse another.
  expect(quit(good, later(IGNORED, 1), later(IGNORED, 2))).toMatchObject({
    isProven: false,
    evidence: ["S1"],
    failures: [{ kind: "quit-not-closed", session: "S2", detail: "2.22 client", others: 1 }],
  });
  const joined = quit(good, later([">TIME\r\nQUIT\r\n", "<JAM 12:00:05\r\n", ...PAUSE, ">F", "<F"], 1));
  expect(joined?.failures).toMatchObject([{ kind: "quit-not-closed", session: "S2", detail: "2.21 client" }]);
  // Closed too soon to judge; a late reply is not silence; and a QUIT that never arrived cannot be obeyed.
  const atOnce = [TIME, "<JAM 12:00:00\r\n", QUIT, "<A", ">F", "<F"];
  const slow = [">TIME\r\nQUIT\r\n", ...PAUSE, "<JAM 12:00:06\r\n", " <A", ">F", "<F"];
  const lost = [TIME, "<JAM 12:00:05\r\n", QUIT, ...PAUSE.map(() => " >A"), ">F"];
  for (const one of [atOnce, slow, lost]) expect(quit(good, later(one, 1))?.isProven).toBe(true);
  expect(quit(later(atOnce, 1))).toMatchObject({
    state: "unseen",
    unseen: [{ kind: "client-closed-first" }],
  });
});

test("a session that the server closed before its QUIT says nothing against one that ended with it", () => {
  const early = session([TIME, "<JAM 12:00:00\r\n", "<F", QUIT], {
    at: 5,
    client: { address: "172.16.16.103", port: 50_001 },
  });
  expect(failuresOf(crafted(session(GOOD), early), "1.c.ii")).toEqual([]);
  expect(failuresOf(crafted(early), "1.c.ii")).toEqual(["closed-before-quit"]);
});

test("of fifty thousand requests in one session each is judged, and one wrong reply is found", () => {
  const times = (count: number) => `<${"JAM 12:00:02\r\n".repeat(count)}`;
  const lines = Array.from({ length: 200 }, () => [`>${"TIME\r\n".repeat(250)}`, times(250)]).flat();
  const many = (...last: readonly string[]) => crafted(session([...lines, ...last, QUIT, "<F"]));
  const right = many();
  expect(right.points.map(({ state }) => state)).toEqual([
    "proven",
    "not-proven",
    ...Array.from({ length: 5 }, () => "proven" as const),
  ]);
  const wrong = many(TIME, "<JAM 12.00.02\r\n");
  expect([failuresOf(wrong, "1.d.ii"), failuresOf(wrong, "1.d.iii")]).toEqual([[], ["wrong-format"]]);
  expect(wrong.sessions[0]?.requests).toHaveLength(50_002);
});

test("a request without a reply counts only if it arrived, and if the capture goes on", () => {
  const after = (...texts: readonly string[]) =>
    failuresOf(crafted(session([TIME, "<JAM 12:00:00\r\n", TIME, ...texts])), "1.c.i");
  expect(after("<A", ...PAUSE)).toEqual(["no-reply"]);
  expect(after(...PAUSE.map(() => " >A"))).toEqual(["arrival"]);
  expect(after("<A")).toEqual(["ends-after"]);
});

test("a reply that nothing asked for is remarked on, and judged like any other", () => {
  const pushed = (reply: string) => crafted(session([`<${reply}\r\n`, TIME, "<JAM 12:00:00\r\n"]));
  expect(failuresOf(pushed("JAM 12:00:00"), "1.d.i")).toEqual(["unasked-reply"]);
  expect(failuresOf(pushed("JAM 12:00"), "1.d.iii")).toEqual(["wrong-format"]);
  expect(failuresOf(pushed("jam 12:00:00"), "1.d.ii")).toEqual(["wrong-prefix"]);
  expect(failuresOf(pushed("Selamat datang"), "1.d.ii")).toEqual([]);
});

test("a reply that was captured late shows the time at which it was made", () => {
  const waiting = Array.from({ length: 25 }, () => " <A");
  const late = (time: string) =>
    failuresOf(crafted(session([TIME, ...waiting, `<JAM ${time}\r\n`])), "1.d.iii");
  expect([late("12:00:00"), late("12:00:05"), late("11:59:50"), late("12:00:09")]).toEqual([
    [],
    [],
    ["wrong-clock"],
    ["wrong-clock"],
  ]);
});

test("a time in any zone that exists is right, and a time with dots is not a date", () => {
  const facts = crafted(session([TIME, "<JAM 17:45:01\r\n", ...GOOD.slice(2)]));
  expect(failuresOf(facts, "1.d.iii")).toEqual([]);
  expect(failuresOf(crafted(session([TIME, "<JAM 12.00.00\r\n"])), "1.d.iii")).toEqual(["wrong-format"]);
  expect(HOSTS).toHaveLength(3);
});
