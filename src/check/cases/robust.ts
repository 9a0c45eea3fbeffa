/** Profile robust: what one client does costs that client alone. */
import { type Case, fail, PASS } from "../case.ts";
import type { Probe } from "../probe/probe.ts";

const ROBUST = {
  clause: "1.b",
  level: "must",
  profile: "robust",
  standsOn: ["time-reply"],
  isQuiet: false,
} as const;

const BAD_UTF8 = Buffer.from([0xff, 0xfe, 0xfd, 13, 10]);
const NEXT_PAUSE_MS = 300;
const LONG_LINE = 64 << 10;
const ENDLESS_LINE = 4 << 20;
const ENDLESS_LINE_MS = 5_000;
const RESETS = 50;
const CHURN = 300;
const CHURN_MS = 30_000;
const CROWD = 200;
const GONE = 5;
const SPIN_MS = 1_000;
const SPIN_PERCENT = 20;

export const ROBUST_CASES: readonly Case[] = [
  { ...ROBUST, id: "bad-utf8", run: (peers) => survives(peers, BAD_UTF8) },
  {
    ...ROBUST,
    id: "bad-utf8-released",
    level: "should",
    async run(peers) {
      const peer = await peers.sent(BAD_UTF8);
      await Bun.sleep(NEXT_PAUSE_MS);
      await peer.send("TIME\r\n");
      const isReleased = () => peer.ending !== undefined || peers.countAll(peer) > 0;
      if (await peer.until(isReleased, peers.replyMs)) return PASS;
      return peer.text === "" ? fail("silent") : fail("no-time", { text: peers.shown(peer) });
    },
  },
  {
    ...ROBUST,
    id: "nul-bytes",
    run: (peers) => survives(peers, Buffer.concat([Buffer.alloc(64), Buffer.from("\r\n")])),
  },
  { ...ROBUST, id: "long-line", run: (peers) => survives(peers, Buffer.alloc(LONG_LINE, "A")) },
  {
    ...ROBUST,
    id: "long-line-bounded",
    level: "should",
    standsOn: ["connect"],
    async run(peers) {
      const peer = await peers.open();
      const answered = () => peer.text !== "" || peer.ending !== undefined;
      const deadline = performance.now() + ENDLESS_LINE_MS;
      const piece = Buffer.alloc(LONG_LINE, "A");
      let sent = 0;
      while (sent < ENDLESS_LINE && !answered() && performance.now() < deadline) {
        const isTaken = await peer.send(piece, deadline - performance.now());
        sent += piece.length;
        if (!isTaken) break;
      }
      await peer.until(answered, peers.silenceMs);
      return answered() ? PASS : fail("took-everything", { bytes: sent });
    },
  },
  {
    ...ROBUST,
    id: "reset",
    async run(peers) {
      for (let index = 0; index < RESETS; index++) {
        const peer = await peers.sent("TIME\r\n");
        peer.reset();
        await peers.breathe();
      }
      await peers.expectServed();
      return PASS;
    },
  },
  {
    ...ROBUST,
    id: "churn",
    async run(peers) {
      const startedAt = performance.now();
      for (let got = 0; got < CHURN; got++) {
        if (performance.now() - startedAt > CHURN_MS) return { verdict: "skip", why: "too-slow" };
        const peer = await peers.tryOpen();
        if (typeof peer === "string") return fail("some-unserved", { expected: CHURN, got });
        await peer.send("TIME\r\n");
        if (!(await peers.isAnswered(peer))) return fail("some-unserved", { expected: CHURN, got });
        peers.close(peer);
      }
      return PASS;
    },
  },
  {
    ...ROBUST,
    id: "idle-crowd",
    async run(peers) {
      await peers.openCrowd(CROWD);
      await peers.expectServed();
      return PASS;
    },
  },
  {
    ...ROBUST,
    id: "client-gone",
    level: "should",
    standsOn: ["connect"],
    async run(peers) {
      const { cpuSeconds } = peers.surroundings;
      if (cpuSeconds?.() === undefined) return { verdict: "skip", why: "process-unknown" };
      // One after the other, and whoever is not let in tells nothing of this case: others ask for that.
      for (let index = 0; index < GONE; index++) {
        const peer = await peers.tryOpen();
        if (typeof peer !== "string") peers.close(peer);
        await peers.breathe();
      }
      const before = cpuSeconds() ?? 0;
      const startedAt = performance.now();
      await Bun.sleep(SPIN_MS);
      const used = (cpuSeconds() ?? before) - before;
      const percent = Math.round((used / (performance.now() - startedAt)) * 100_000);
      return percent < SPIN_PERCENT ? PASS : fail("spins", { percent });
    },
  },
];

/** A fresh connection is served after the one that sent these bytes was closed. */
async function survives(peers: Probe, bytes: Uint8Array) {
  const peer = await peers.sent(bytes);
  await peer.until(() => peer.text !== "" || peer.ending !== undefined, NEXT_PAUSE_MS);
  peers.close(peer);
  await peers.expectServed();
  return PASS;
}
