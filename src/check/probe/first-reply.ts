/** The first connection ever made: `connect`, `time-reply` and the form of the reply are judged by it. */
import type { Probe } from "./probe.ts";
import { isTimeLike } from "./replies.ts";

export interface FirstReply {
  readonly connected: "yes" | "refused" | "not-accepted";
  /** All that came, a character a byte, until silence or the end. */
  readonly text: string;
  readonly ending: "closed" | "reset" | undefined;
  /** Until the time-like reply was there. */
  readonly replyMs: number;
}

export async function askFirst(peers: Probe): Promise<FirstReply> {
  const peer = await peers.tryOpen();
  if (typeof peer === "string") return { connected: peer, text: "", ending: undefined, replyMs: 0 };
  const askedAt = performance.now();
  await peer.send("TIME\r\n");
  await peer.until(() => isTimeLike(peer.text), peers.replyMs);
  const replyMs = performance.now() - askedAt;
  if (peer.text !== "") await peer.untilSilent(peers.silenceMs);
  return { connected: "yes", text: peer.text, ending: peer.ending, replyMs };
}
