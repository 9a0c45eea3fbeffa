/** The server's lines: every one that the captures hold, requested or not. Pure. */

import type { Session } from "../capture/facts.ts";
import { originOf } from "../capture/origin.ts";
import { looksLikeTime } from "../capture/reply-line.ts";
import { bytesAsText } from "../capture/stream.ts";
import type { UnseenCause } from "../capture/unseen.ts";

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
  /** Seconds since its request. */
  readonly delay: number;
  /** Why it is not whole. */
  readonly unseen: UnseenCause | undefined;
  readonly isRight: boolean;
  /** Seconds since 1970, by the capture's clock. */
  readonly time: number;
  /** Seconds by which the time that it shows differs; `undefined` if it shows none, or if there are no time stamps. */
  readonly clockDifference: number | undefined;
}

export function repliesIn(sessions: readonly Session[]): readonly Reply[] {
  return sessions.flatMap(repliesOf);
}

/** Several points ask for the same: a session does not change, and is read once. */
const READ = new WeakMap<Session, readonly Reply[]>();

function repliesOf(session: Session): readonly Reply[] {
  const known = READ.get(session) ?? readReplies(session);
  READ.set(session, known);
  return known;
}

function readReplies(session: Session): readonly Reply[] {
  const asked = session.requests.flatMap((pair) => {
    const { reply, replyHex, replyPacket, replyFile, repliedAt } = pair;
    if (reply === undefined || replyHex === undefined || replyPacket === undefined) return [];
    const line: Line = {
      ...{ shown: reply, hex: replyHex, packet: replyPacket, at: repliedAt ?? 0 },
      ...{ file: replyFile ?? session.file, unseen: pair.replyUnseen, isRight: pair.isRight },
      ...{ clockDifference: pair.clockDifference, delay: (pair.replyMs ?? 0) / 1000 },
    };
    return [replyOf(session, line, pair.kind === "time" && !pair.isEarly)];
  });
  const unasked = session.unasked.map((own) => {
    const line: Line = {
      ...{ shown: own.reply, hex: own.replyHex, packet: own.replyPacket, at: own.repliedAt },
      ...{ file: own.replyFile, unseen: own.replyUnseen, isRight: own.isRight },
      ...{ clockDifference: own.clockDifference, delay: 0 },
    };
    return replyOf(session, line, false, own.requestUnseen === undefined);
  });
  return unasked.length === 0 ? asked : [...asked, ...unasked].sort((a, b) => a.at - b.at);
}

type Line = Pick<
  Reply,
  "shown" | "hex" | "packet" | "file" | "at" | "unseen" | "isRight" | "clockDifference" | "delay"
>;

function replyOf(session: Session, line: Line, isDue: boolean, isUnasked = false): Reply {
  const text = bytesAsText(line.hex);
  const time = originOf(session) + line.at;
  return { ...line, session, text, time, isUnasked, isOfTime: isDue || looksLikeTime(text) };
}
