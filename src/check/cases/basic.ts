/** Profile basic: one request at a time, QUIT, the clock, and clients beside each other. */
import { type Case, fail, PASS } from "../case.ts";
import { judgeReplyTime, type Reading } from "../probe/clock-reading.ts";
import type { Probe } from "../probe/probe.ts";
import { CaseFailed } from "../probe/probe.ts";

const BASIC = { level: "must", profile: "basic", standsOn: ["time-reply"], isQuiet: false } as const;

const CLOCK_PAUSE_MS = 2_100;
const CROWD = 20;

export const BASIC_CASES: readonly Case[] = [
  {
    ...BASIC,
    id: "reply-clock",
    clause: "1.d",
    async run(peers) {
      const first = await readClock(peers);
      await Bun.sleep(CLOCK_PAUSE_MS);
      return judgeReplyTime(first, await readClock(peers));
    },
  },
  {
    ...BASIC,
    id: "repeat",
    clause: "1.c",
    isQuiet: true,
    async run(peers) {
      const peer = await peers.sent("TIME\r\n");
      await peers.expectReplies(peer, 1);
      await peer.send("TIME\r\n");
      await peers.expectReplies(peer, 2);
      return PASS;
    },
  },
  {
    ...BASIC,
    id: "quit-closes",
    clause: "1.c.ii",
    standsOn: ["connect"],
    async run(peers) {
      await peers.expectClosed(await peers.sent("QUIT\r\n"));
      return PASS;
    },
  },
  {
    ...BASIC,
    id: "quit-after-time",
    clause: "1.c.ii",
    async run(peers) {
      const peer = await peers.sent("TIME\r\n");
      await peers.expectReplies(peer, 1);
      await peer.send("QUIT\r\n");
      await peers.expectClosed(peer);
      const got = peers.countAll(peer);
      return got > 1 ? fail("too-many", { expected: 1, got }) : PASS;
    },
  },
  {
    ...BASIC,
    id: "quit-silent",
    clause: "1.c.ii",
    level: "should",
    standsOn: ["quit-closes"],
    async run(peers) {
      const peer = await peers.sent("QUIT\r\n");
      await peers.expectClosed(peer);
      return peer.text === "" ? PASS : fail("talked", { text: peers.shown(peer) });
    },
  },
  {
    ...BASIC,
    id: "concurrent-idle",
    clause: "1.b",
    async run(peers) {
      await peers.open();
      await peers.expectServed("some-unserved", { expected: 1, got: 0 });
      return PASS;
    },
  },
  {
    ...BASIC,
    id: "concurrent-partial",
    clause: "1.b",
    async run(peers) {
      await peers.sent("TI");
      await peers.expectServed("some-unserved", { expected: 1, got: 0 });
      return PASS;
    },
  },
  {
    ...BASIC,
    id: "concurrent-many",
    clause: "1.b",
    async run(peers) {
      const crowd = await peers.openCrowd(CROWD);
      await Promise.all(crowd.map((peer) => peer.send("TIME\r\n")));
      const answers = await Promise.all(crowd.map((peer) => peers.isAnswered(peer)));
      const got = answers.filter(Boolean).length;
      return got === CROWD ? PASS : fail("some-unserved", { expected: CROWD, got });
    },
  },
];

async function readClock(peers: Probe): Promise<Reading> {
  const askedAt = Date.now();
  const peer = await peers.sent("TIME\r\n");
  await peers.expectReplies(peer, 1);
  const answeredAt = Date.now();
  const shown = /\d{1,2}:\d{1,2}:\d{1,2}/.exec(peer.text)?.[0];
  if (shown === undefined) throw new CaseFailed("no-time", { text: peers.shown(peer) });
  peers.close(peer);
  return { shown, askedAt, answeredAt };
}
