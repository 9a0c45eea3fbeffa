/** Requests and replies with the packets and times at which they stand. Pure. */
import type { Session } from "../capture/facts.ts";
import { askedIn } from "../judge/points/requests.ts";
import type { Located } from "./phrases.ts";

export function placedIn(sessions: readonly Session[]): readonly Located[] {
  return askedIn(sessions).map(({ session, exchange }) => {
    const timeOf = (packet: number | undefined) =>
      session.segments.find((segment) => segment.packet === packet)?.at ?? 0;
    const askedAt = timeOf(exchange.segments.at(-1));
    return { session, exchange, askedAt, repliedAt: timeOf(exchange.replyPacket) };
  });
}
