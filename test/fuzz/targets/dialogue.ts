/**
 * Invariant: over real sockets, whatever a hostile server sends, cut anywhere, and however it ends, every question of
 * the client is answered or fails with a TimeError of printable text, and none is left waiting.
 */
import { connect } from "../../../src/client/connect.ts";
import { TimeError } from "../../../src/client/errors.ts";
import { type Choices, cut } from "../choices.ts";
import { mustBeHarmless } from "../harmless.ts";
import type { Target } from "../target.ts";
import { someReplies } from "./client.ts";

const QUESTIONS = 3;
/** A short timeout for a server that stays open and sends nothing more. */
const REPLY_MS = 200;

interface Script {
  readonly chunks: readonly Buffer[];
  readonly end: "fin" | "reset" | "stay";
}

/** Sends its lines when the first byte arrives. */
async function perform({ chunks, end }: Script, socket: Bun.Socket<Script>): Promise<void> {
  for (const chunk of chunks) {
    socket.write(chunk);
    socket.flush();
    await new Promise(setImmediate);
  }
  if (end === "fin") socket.end();
  if (end === "reset") socket.terminate();
}

async function ask(port: number): Promise<void> {
  const client = await connect({ port, replyTimeoutMs: REPLY_MS, closeTimeoutMs: REPLY_MS });
  const questions = await Promise.allSettled(Array.from({ length: QUESTIONS }, () => client.time()));
  await client.close();
  for (const one of questions) {
    if (one.status === "fulfilled") continue;
    if (!(one.reason instanceof TimeError)) throw one.reason;
    mustBeHarmless(one.reason.message);
  }
}

export const dialogue: Target = {
  name: "dialogue",
  invariant:
    "over real sockets every question is answered or fails with a TimeError, whatever the server sends",
  cases: 60,
  async run(choices: Choices) {
    const stream = someReplies(choices);
    const script: Script = {
      chunks: cut(choices, stream).slice(0, 40),
      end: choices.of(["fin", "reset", "fin", "stay"]),
    };
    const server = Bun.listen<Script>({
      hostname: "127.0.0.1",
      port: 0,
      data: script,
      socket: {
        open(socket) {
          socket.data = script;
        },
        data: (socket) => void perform(script, socket),
        error() {},
      },
    });
    try {
      await ask(server.port);
    } finally {
      server.stop(true);
    }
  },
};
