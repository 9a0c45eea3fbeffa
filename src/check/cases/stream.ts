/** Profile stream: a request is a line and not a segment. */
import { type Case, PASS } from "../case.ts";
import type { Probe } from "../probe/probe.ts";

const STREAM = {
  clause: "1.c.i",
  level: "must",
  profile: "stream",
  standsOn: ["time-reply"],
  isQuiet: true,
} as const;

const CUT_PAUSE_MS = 150;
const BYTE_PAUSE_MS = 50;
const MANY = 100;

export const STREAM_CASES: readonly Case[] = [
  { ...STREAM, id: "split-word", run: (peers) => split(peers, ["TI", "ME\r\n"], CUT_PAUSE_MS) },
  { ...STREAM, id: "split-crlf", run: (peers) => split(peers, ["TIME\r", "\n"], CUT_PAUSE_MS) },
  { ...STREAM, id: "split-bytes", run: (peers) => split(peers, [..."TIME\r\n"], BYTE_PAUSE_MS) },
  {
    ...STREAM,
    id: "pipelined-two",
    run: (peers) => exactly(peers, "TIME\r\nTIME\r\n", 2),
  },
  {
    ...STREAM,
    id: "pipelined-many",
    run: (peers) => exactly(peers, "TIME\r\n".repeat(MANY), MANY),
  },
  {
    ...STREAM,
    id: "pipelined-cut",
    async run(peers) {
      const peer = await sendInPieces(peers, ["TIME\r\nTI", "ME\r\n"], CUT_PAUSE_MS);
      await peers.expectExactly(peer, 2);
      return PASS;
    },
  },
  {
    ...STREAM,
    id: "pipelined-quit",
    clause: "1.c.ii",
    isQuiet: false,
    async run(peers) {
      const peer = await peers.sent("TIME\r\nQUIT\r\n");
      await peers.expectClosedWith(peer, 1);
      return PASS;
    },
  },
  {
    ...STREAM,
    id: "after-quit",
    clause: "1.c.ii",
    isQuiet: false,
    async run(peers) {
      const peer = await peers.sent("QUIT\r\nTIME\r\n");
      await peers.expectClosedWith(peer, 0);
      return PASS;
    },
  },
  {
    ...STREAM,
    id: "half-close",
    level: "should",
    isQuiet: false,
    async run(peers) {
      const peer = await peers.sent("TIME\r\n");
      peer.end();
      await peers.expectClosedWith(peer, 1);
      return PASS;
    },
  },
];

async function sendInPieces(peers: Probe, pieces: readonly string[], pauseMs: number) {
  const peer = await peers.open();
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) await Bun.sleep(pauseMs);
    await peer.send(piece);
  }
  return peer;
}

async function split(peers: Probe, pieces: readonly string[], pauseMs: number) {
  await peers.expectExactlyAlone(await sendInPieces(peers, pieces, pauseMs), 1);
  return PASS;
}

async function exactly(peers: Probe, bytes: string, count: number) {
  await peers.expectExactly(await peers.sent(bytes), count);
  return PASS;
}
