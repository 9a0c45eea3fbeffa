/** Runs a session over given chunks, as a connection does, and collects its answers. */
import { Answer, type SessionEnd } from "../../src/protocol/answer.ts";
import { RepeatedReply } from "../../src/protocol/repeated-reply.ts";
import { formatTimeReply } from "../../src/protocol/reply.ts";
import { Session } from "../../src/protocol/session.ts";
import { EXAMPLE_TIME } from "./examples.ts";

export interface Conversation {
  readonly replies: Buffer;
  readonly end: SessionEnd | undefined;
  readonly time: number;
  readonly unknown: number;
  readonly bareLf: number;
  /** Length of each answer that was given. */
  readonly answerLengths: readonly number[];
}

const reply = new RepeatedReply();
reply.set(formatTimeReply(EXAMPLE_TIME));
const answer = new Answer(reply);

export function converse(chunks: readonly Buffer[], options = { lenient: false }): Conversation {
  const session = new Session(options);
  const replies: Buffer[] = [];
  const sums = { time: 0, unknown: 0, bareLf: 0 };
  let end: SessionEnd | undefined;
  for (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from = answer.consumed) {
      session.receive(chunk, from, reply, answer);
      if (answer.consumed === from)
        throw new Error("the session took nothing of a chunk, and would for ever");
      if (answer.length > 0) replies.push(Buffer.from(answer.bytes.subarray(0, answer.length)));
      end ??= answer.end;
      sums.time += answer.time;
      sums.unknown += answer.unknown;
      sums.bareLf += answer.bareLf;
    }
  }
  return {
    replies: Buffer.concat(replies),
    end,
    ...sums,
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
