import { expect, test } from "bun:test";
import { sessionsOf } from "../../../src/lab/capture/sessions.ts";
import {
  CLIENT,
  capture,
  crafted,
  GOOD,
  HOSTS,
  JAM,
  QUIT,
  recorded,
  SERVER,
  session,
  TIME,
} from "../crafted.ts";

const of = (lines: Parameters<typeof capture>[0]) => sessionsOf([capture(lines)], 45_000, HOSTS);
const ENDS: readonly (readonly [string, readonly string[], string])[] = [
  ["the server closes", [TIME, JAM, QUIT, "<F", ">F"], "server-fin"],
  ["the client closes", [TIME, JAM, ">F", "<F"], "client-fin"],
  ["the server resets", [TIME, "<R"], "server-reset"],
  ["the client resets", [TIME, ">R"], "client-reset"],
  ["nobody closes", [TIME, JAM], "open"],
];

test.each(ENDS)("%s", (_name, texts, end) => {
  expect(of(session(texts))[0]).toMatchObject({ end, hasHandshake: true, wasRefused: false });
});

test("a session names its ends, its host and its times", () => {
  expect(of(session(GOOD))).toMatchObject([
    { id: "S1", capture: "mesin1", client: CLIENT, clientHost: "mesin2", server: SERVER, beginsAt: 0.01 },
  ]);
});

test("if the capture began in the middle, the server is the side with the port", async () => {
  const [middle] = sessionsOf([await recorded("middle")], 45_000);
  expect(middle).toMatchObject({ hasHandshake: false, server: SERVER, end: "server-fin" });
  const [answerFirst] = of([{ at: 0, text: JAM }]);
  expect(answerFirst).toMatchObject({ client: CLIENT, server: SERVER });
});

test("a SYN answered with RST is refused, and an unanswered one is not", () => {
  expect(
    of([
      { at: 0, text: ">S" },
      { at: 0.01, text: "<R" },
    ])[0],
  ).toMatchObject({ wasRefused: true });
  expect(of([{ at: 0, text: ">S" }])[0]).toMatchObject({
    wasRefused: false,
    hasHandshake: false,
    end: "open",
    endsAt: 0,
  });
});

test("a new SYN with the same addresses and ports is a new session, and a retransmitted one is not", () => {
  const again = [...session(GOOD), ...session([TIME, JAM], { at: 1 })];
  expect(of(again).map(({ requests }) => requests.length)).toEqual([2, 1]);
  const lost = [
    { at: 0, text: ">S" },
    { at: 1, text: ">S", isRetransmission: true },
    { at: 1.01, text: "<SA" },
  ];
  expect(of(lost)).toHaveLength(1);
});

test("a connection from the port to another service is ignored", () => {
  const outgoing = { client: { ...CLIENT, port: 45_000 }, server: { ...SERVER, port: 80 } };
  expect(of(session(GOOD, outgoing))).toEqual([]);
});

test("retransmitted bytes count once, and a late segment takes its place in the stream", () => {
  const [again] = of([
    ...session([TIME, JAM]),
    { at: 0.2, text: JAM, seq: 1, isRetransmission: true },
    { at: 0.3, text: `${JAM}JAM 12:00:01\r\n`, seq: 1, isRetransmission: true },
  ]);
  expect(again?.retransmissions).toBe(2);
  expect(again?.segments.map(({ text }) => text)).toEqual([
    "TIME\\r\\n",
    "JAM 12:00:00\\r\\n",
    "JAM 12:00:01\\r\\n",
  ]);
  const [late] = of([
    ...session([]),
    { at: 0.1, text: ">ME\r\n", seq: 3 },
    { at: 0.4, text: ">TI", seq: 1, isRetransmission: true },
    { at: 0.5, text: JAM },
  ]);
  expect(late?.requests).toMatchObject([{ request: "TIME\\r\\n", kind: "time", isRight: true }]);
  expect(late?.segments.map(({ packet }) => packet)).toEqual([5, 4, 6]);
});

test("a session that was never closed was open until the capture's end", () => {
  const other = { ...CLIENT, port: 50_001 };
  const lines = [...session([TIME, JAM]), ...session(GOOD, { at: 2, client: other })];
  expect(of(lines)[0]?.endsAt).toBeCloseTo(2.09, 6);
});

test("a session that was never closed was not open any more when its client's port is used again", () => {
  const lines = [...session([TIME, JAM]), ...session([TIME, JAM, QUIT, "<F"], { at: 2 })];
  const { sessions, overlaps, mostAtOnce } = crafted(lines);
  expect(sessions).toMatchObject([
    { id: "S1", end: "unseen", endsAt: 0.05, unseen: [] },
    { id: "S2", end: "server-fin" },
  ]);
  expect(overlaps).toEqual([]);
  expect(mostAtOnce.sessions).toBe(1);
});

test("two servers and IPv6 are kept apart", async () => {
  const two = sessionsOf([await recorded("two-servers")], 45_000);
  expect(two.map(({ server }) => server.address)).toEqual(["172.16.16.101", "172.16.16.103"]);
  const six = sessionsOf([await recorded("ipv6")], 45_000);
  expect(six.map(({ client }) => client.address)).toEqual(["fd16::102", "fd16::103"]);
});
