/** Requests and replies with their times in the capture. Pure. */
import type { Session } from "../capture/facts.ts";
import { requestsIn } from "../judge/points/requests.ts";
import type { Located } from "./phrases.ts";

export function locatedIn(sessions: readonly Session[]): readonly Located[] {
  return requestsIn(sessions).map(({ session, pair }) => {
    const timeOf = (packet: number | undefined) =>
      session.segments.find((segment) => segment.packet === packet)?.at ?? 0;
    const requestedAt = timeOf(pair.segments.at(-1));
    return { session, pair, requestedAt, repliedAt: timeOf(pair.replyPacket) };
  });
}
