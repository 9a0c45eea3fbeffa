/** The server's lines: every one that the captures hold, requested or not. Pure. */
import type { Session } from "../capture/facts.ts";
import { looksLikeTime } from "../capture/reply-line.ts";
import { bytesAsText } from "../capture/stream.ts";
import type { UnseenCause } from "../capture/unseen.ts";
import { type ZonedTime, zonedTimeOf } from "../capture/utc-offsets.ts";
import { hasUnseen } from "./seen.ts";

export interface Reply {
  readonly session: Session;
  readonly text: string;
  readonly hex: string;
  /** As a sentence shows it. */
  readonly shown: string;
  readonly packet: number;
  readonly file: string;
  readonly at: number;
  /** To a complete `TIME` CR LF, or with a time in it: only such a reply has to have the form of one. */
  readonly isOfTime: boolean;
  /** Nothing asked for it, and no request is missing from the captures. */
  readonly isUnasked: boolean;
  /** Why it is not whole. */
  readonly unseen: UnseenCause | undefined;
  readonly isRight: boolean;
  /** `undefined` if it shows no time, or if the capture has no time stamps. */
  readonly clock: ZonedTime | undefined;
}

export function repliesIn(sessions: readonly Session[]): readonly Reply[] {
  return sessions.flatMap((session) => {
    const asked = session.requests.flatMap((pair) => {
      const { reply, replyHex, replyPacket, replyFile, repliedAt } = pair;
      if (reply === undefined || replyHex === undefined || replyPacket === undefined) return [];
      const isDue = pair.kind === "time" && !pair.isEarly;
      const named = { shown: reply, hex: replyHex, packet: replyPacket, at: repliedAt ?? 0 };
      const { replyUnseen: unseen, isRight } = pair;
      return [replyOf(session, { ...named, file: replyFile ?? session.file, unseen, isRight }, isDue)];
    });
    const unasked = session.unasked.map((line) =>
      replyOf(
        session,
        {
          ...{ shown: line.reply, hex: line.replyHex, packet: line.replyPacket, at: line.repliedAt },
          ...{ file: line.replyFile, unseen: line.replyUnseen, isRight: line.isRight },
        },
        false,
        line.requestUnseen === undefined,
      ),
    );
    if (unasked.length === 0) return asked;
    return [...asked, ...unasked].sort((a, b) => a.at - b.at);
  });
}

type Line = Pick<Reply, "shown" | "hex" | "packet" | "file" | "at" | "unseen" | "isRight">;

function replyOf(session: Session, line: Line, isDue: boolean, isUnasked = false): Reply {
  const text = bytesAsText(line.hex);
  const time = (session.packets[0]?.time ?? 0) - session.beginsAt + line.at;
  const isTimed = line.unseen === undefined && !hasUnseen(session, "no-times");
  return {
    ...line,
    ...{ session, text, isUnasked, isOfTime: isDue || looksLikeTime(text) },
    clock: isTimed ? zonedTimeOf(text, time) : undefined,
  };
}
