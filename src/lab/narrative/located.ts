/** Packets, requests and replies as sentences name them: with their file if there are several, and their time if known. Pure. */
import type { CaptureFacts, Session } from "../capture/facts.ts";
import type { Packet } from "../capture/packet.ts";
import { requestsIn } from "../judge/points/requests.ts";
import { timeIn } from "../judge/quit.ts";
import type { Reply } from "../judge/replies.ts";
import { hasUnseen } from "../judge/seen.ts";
import type { Located, LocatedReply, PacketRef } from "./phrases.ts";

type Files = Pick<CaptureFacts, "captures">;

function packetRef(
  { captures }: Files,
  session: Session,
  number: number,
  file: string,
  at: number,
): PacketRef {
  const isTimed = !hasUnseen(session, "no-times") && file === session.file;
  return { number, file: captures.length > 1 ? file : undefined, at: isTimed ? at : undefined };
}

export function refOf(facts: Files, session: Session, packet: Packet): PacketRef {
  return packetRef(facts, session, packet.number, packet.file, timeIn(session, packet));
}

/** Requests that can be read, and the replies to them. */
export function locatedIn(facts: Files, sessions: readonly Session[]): readonly Located[] {
  return requestsIn(sessions).map(({ session, pair }) => {
    const { segments, requestFile, requestedAt, replyPacket, replyFile, repliedAt } = pair;
    return {
      ...{ session, pair },
      request: packetRef(facts, session, segments.at(-1) ?? 0, requestFile, requestedAt),
      reply:
        replyPacket === undefined
          ? undefined
          : packetRef(facts, session, replyPacket, replyFile ?? session.file, repliedAt ?? 0),
    };
  });
}

export function locateReply(facts: Files, reply: Reply): LocatedReply {
  const { session, packet, file, at } = reply;
  return { reply, packet: packetRef(facts, session, packet, file, at) };
}
