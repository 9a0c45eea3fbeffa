/** Profile strict: what is no request is not served. */
import { type Case, fail, PASS } from "../case.ts";
import type { Probe } from "../probe/probe.ts";

const STRICT = {
  clause: "1.c.i",
  level: "must",
  profile: "strict",
  standsOn: ["time-reply"],
  isQuiet: true,
} as const;

const NEXT_PAUSE_MS = 300;

export const STRICT_CASES: readonly Case[] = [
  { ...STRICT, id: "bare-lf", run: (peers) => unserved(peers, "TIME\n") },
  { ...STRICT, id: "bare-cr", run: (peers) => unserved(peers, "TIME\r") },
  { ...STRICT, id: "unterminated", run: (peers) => unserved(peers, "TIME") },
  { ...STRICT, id: "lowercase", level: "should", run: (peers) => unserved(peers, "time\r\n") },
  {
    ...STRICT,
    id: "unknown",
    clause: "1.c",
    isQuiet: false,
    async run(peers) {
      const peer = await peers.sent("HELLO\r\n");
      await peers.expectNoReply(peer);
      peers.close(peer);
      await peers.expectServed();
      return PASS;
    },
  },
  {
    ...STRICT,
    id: "unknown-answered",
    clause: "1.c",
    level: "should",
    standsOn: ["connect"],
    isQuiet: false,
    async run(peers) {
      const peer = await peers.sent("HELLO\r\n");
      await peer.until(() => peer.text.trim() !== "" || peer.ending !== undefined, peers.silenceMs);
      if (peer.text.trim() !== "" || peer.ending !== undefined) return PASS;
      return peer.text === "" ? fail("silent") : fail("blank", { text: peers.shown(peer) });
    },
  },
  {
    ...STRICT,
    id: "unknown-stays",
    clause: "1.c",
    level: "should",
    async run(peers) {
      const peer = await peers.sent("HELLO\r\n");
      await Bun.sleep(NEXT_PAUSE_MS);
      const before = peers.count(peer);
      await peer.send("TIME\r\n");
      await peers.expectReplies(peer, before + 1);
      return PASS;
    },
  },
  {
    ...STRICT,
    id: "quit-unterminated",
    clause: "1.c.ii",
    level: "should",
    standsOn: ["quit-closes"],
    isQuiet: false,
    async run(peers) {
      const peer = await peers.sent("QUIT");
      await peer.until(() => peer.ending !== undefined, peers.silenceMs);
      return peer.ending === undefined ? PASS : fail("closed");
    },
  },
];

async function unserved(peers: Probe, bytes: string) {
  await peers.expectNoReply(await peers.sent(bytes));
  return PASS;
}
