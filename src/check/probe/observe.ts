/** What is observed and never judged: how the server answers where the assignment leaves it free. */

import { escapeBytes } from "../../text/escape.ts";
import { observe } from "../attempt.ts";
import { PASS } from "../case.ts";
import type { Observations } from "../result.ts";
import { zoneOffsetMinutes } from "./clock-reading.ts";
import { type Address, Connection } from "./connection.ts";
import type { Probe, Surroundings } from "./probe.ts";
import { Trace } from "./trace.ts";

const READINGS = 9;
const HOLD_MS = 1_000;

/** @param servesTime whether `time-reply` passed; without it there is little to see */
export async function observeServer(surroundings: Surroundings, servesTime: boolean): Promise<Observations> {
  const seen: { -readonly [Name in keyof Observations]: Observations[Name] } = {};
  await observe(surroundings, async (peers) => {
    seen.replyToQuit = await answerTo(peers, "QUIT\r\n");
    seen.replyToHello = await answerTo(peers, "HELLO\r\n");
    if (!servesTime) return PASS;
    if (surroundings.normal !== undefined) seen.normalReply = escapeBytes(surroundings.normal.text);
    seen.servesTimeWithSuffix = await isServed(peers, "TIMEX\r\n");
    seen.servesTimeWithBlank = await isServed(peers, "TIME \r\n");
    Object.assign(seen, await readReplyTimes(peers));
    return PASS;
  });
  return seen;
}

/**
 * A connection that the server closed and we have not: while it lasts, a server without SO_REUSEADDR cannot listen
 * on its port again.
 * @returns what lets it go without a trace
 */
export async function holdEndedConnection(address: Address): Promise<() => void> {
  const peer = await Connection.open(address, new Trace(), HOLD_MS);
  if (typeof peer === "string") return () => {};
  await peer.send("QUIT\r\n");
  await peer.until(() => peer.ending !== undefined, HOLD_MS);
  return () => peer.reset();
}

async function answerTo(peers: Probe, request: string): Promise<string> {
  const peer = await peers.sent(request);
  await peer.until(() => peer.text !== "", peers.silenceMs);
  peers.close(peer);
  return peers.shown(peer);
}

async function isServed(peers: Probe, request: string): Promise<boolean> {
  const peer = await peers.sent(request);
  const served = await peer.until(() => peers.countAll(peer) > 0, peers.silenceMs);
  peers.close(peer);
  return served;
}

async function readReplyTimes(peers: Probe): Promise<Partial<Observations>> {
  const times: number[] = [];
  let offset: number | undefined;
  for (let index = 0; index < READINGS; index++) {
    const peer = await peers.open();
    const askedAt = performance.now();
    const wallAskedAt = Date.now();
    await peer.send("TIME\r\n");
    if (!(await peers.isAnswered(peer))) break;
    times.push(performance.now() - askedAt);
    const shown = /\d{1,2}:\d{1,2}:\d{1,2}/.exec(peer.text)?.[0] ?? "";
    offset = zoneOffsetMinutes({ shown, askedAt: wallAskedAt, answeredAt: Date.now() });
    peers.close(peer);
  }
  const sorted = times.toSorted((left, right) => left - right);
  const [median, worst] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  if (median === undefined || worst === undefined || offset === undefined) return {};
  const tenths = (milliseconds: number) => Math.round(milliseconds * 10) / 10;
  return { medianReplyMs: tenths(median), worstReplyMs: tenths(worst), zoneOffsetMinutes: offset };
}
