/** Runs a session over the given chunks, as a connection does, and collects its replies. */
import { Answer, type SessionEnd } from "../../src/protocol/answer.ts";
import { RepeatedReply } from "../../src/protocol/repeated-reply.ts";
import { formatTimeReply } from "../../src/protocol/reply.ts";
import { REFUSED_LINES, type RefusedLine } from "../../src/protocol/request.ts";
import { Session } from "../../src/protocol/session.ts";
import { EXAMPLE_TIME } from "./examples.ts";

export interface Conversation {
  readonly replies: Buffer;
  readonly end: SessionEnd | undefined;
  readonly time: number;
  /** Lines that were not served, by kind. */
  readonly refused: Partial<Record<RefusedLine, number>>;
  /** Length of each answer that was given. */
  readonly answerLengths: readonly number[];
}

const reply = new RepeatedReply();
reply.set(formatTimeReply(EXAMPLE_TIME));
const answer = new Answer(reply);

export function converse(chunks: readonly Buffer[], options = { lenient: false }): Conversation {
  const session = new Session(options);
  const replies: Buffer[] = [];
  const refused: Partial<Record<RefusedLine, number>> = {};
  let time = 0;
  let end: SessionEnd | undefined;
  for (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from = answer.consumed) {
      session.receive(chunk, from, reply, answer);
      if (answer.consumed === from) throw new Error("the session consumed nothing of a chunk");
      if (answer.length > 0) replies.push(Buffer.from(answer.bytes.subarray(0, answer.length)));
      end ??= answer.end;
      time += answer.time;
      let sum = 0;
      for (const kind of REFUSED_LINES) {
        const count = answer.refusedOf(kind);
        sum += count;
        if (count > 0) refused[kind] = (refused[kind] ?? 0) + count;
      }
      if (sum !== answer.refused) throw new Error("the refused lines of an answer do not add up");
    }
  }
  return {
    replies: Buffer.concat(replies),
    end,
    time,
    refused,
    answerLengths: replies.map(({ length }) => length),
  };
}

/** The stream cut at the given places. */
export function cutAt(stream: Buffer, ...places: readonly number[]): readonly Buffer[] {
  const edges = [0, ...places, stream.length];
  return edges.slice(1).map((edge, index) => stream.subarray(edges[index], edge));
}

export function byteByByte(stream: Buffer): readonly Buffer[] {
  return cutAt(stream, ...Array.from({ length: Math.max(0, stream.length - 1) }, (_, index) => index + 1));
}
