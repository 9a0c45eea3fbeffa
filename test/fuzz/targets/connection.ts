/**
 * Invariant: whatever comes in whatever pieces, whatever the peer takes at a time, and however it ends, the peer gets
 * a beginning of what a naive reading answers (all of it once it takes everything), nothing is sent after our FIN,
 * at most one answer is kept, and its memory is released.
 */
import { ANSWER_BYTES, REPLY_BYTES } from "../../../src/protocol/answer.ts";
import { readNaively } from "../../protocol/naive-reading.ts";
import { oneThread, stage } from "../../server/connection/scripted-socket.ts";
import { cut } from "../choices.ts";
import type { Target } from "../target.ts";
import { someStream } from "./session.ts";

export const connection: Target = {
  name: "connection",
  invariant: "a peer gets what a naive reading answers, in order, however it sends, takes and ends",
  cases: 5_000,
  run(choices) {
    const shared = oneThread();
    const { socket, connection, receive, allow, counted } = stage(choices.below(300), shared);
    const stream = someStream(choices);
    const expected = readNaively(stream, false).replies;
    for (const chunk of cut(choices, stream)) {
      if (!socket.isClosed) receive(chunk.toString("latin1"));
      if (choices.below(4) === 0 && !socket.isClosed) allow(choices.below(600));
    }
    const end = choices.of(["none", "fin", "stop", "cut"]);
    if (!socket.isClosed) {
      if (end === "fin") connection.receiveEnd();
      if (end === "stop") connection.shutDown();
      if (end === "cut") connection.cut("drain-timeout");
    }
    for (let round = 0; round < 100 && socket.isPaused && !socket.isClosed; round++)
      allow(Number.POSITIVE_INFINITY);
    const text = socket.text;
    if (end === "cut" ? !expected.startsWith(text) : text !== expected)
      throw new Error(`sent ${JSON.stringify(text)} instead of ${JSON.stringify(expected)}`);
    if (counted("bytesSent") !== text.length) throw new Error("bytesSent is not what was sent");
    if (socket.mostRefused > ANSWER_BYTES + REPLY_BYTES)
      throw new Error(`${socket.mostRefused} bytes were kept`);
    connection.onClose();
    if (!shared.buffers.take(256 << 20)) throw new Error("memory was not given back");
  },
};
