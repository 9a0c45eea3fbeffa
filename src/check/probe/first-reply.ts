/** The first connection ever made: `connect`, `time-reply` and the form of the reply are judged by it. */
import type { Connection } from "./connection.ts";
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

/** @param onTime called as soon as a time has come; until the silence behind it is over its reply's text may grow */
export async function requestFirst(probe: Probe, onTime: (reply: FirstReply) => void): Promise<FirstReply> {
  const connection = await probe.tryOpen();
  if (typeof connection === "string")
    return { connected: connection, text: "", ending: undefined, replyMs: 0 };
  const requestedAt = performance.now();
  await connection.send("TIME\r\n");
  await connection.until(() => isTimeLike(connection.text), probe.replyMs);
  const replyMs = performance.now() - requestedAt;
  let whole: FirstReply | undefined;
  if (isTimeLike(connection.text)) {
    onTime({
      ...replyOf(connection, replyMs),
      get text() {
        return (whole ?? connection).text;
      },
    });
  }
  if (connection.text !== "") await connection.untilSilent(probe.silenceMs);
  whole = replyOf(connection, replyMs);
  return whole;
}

function replyOf({ text, ending }: Connection, replyMs: number): FirstReply {
  return { connected: "yes", text, ending, replyMs };
}
