/** One server's life under load, ended by SIGTERM, and what its clients saw of the end. Knows no test. */
import { JamServer } from "./jam-server.ts";
import { REPLY_BYTES, REQUEST } from "./replies.ts";

/** Requests at a time; each client sends again as soon as it is answered. */
const ASKED = [1, 1, 1, 16, 100] as const;
const CLIENTS = 40;
const LOADED_REPLIES = 2_000;

/** Short sessions, one after another, so that connections wait in the kernel's queue at the stop. */
const VISITORS = 10;

export interface DrainFacts {
  /** Replies that came whole. */
  readonly replies: number;
  /** Connections of which the last reply is not whole. */
  readonly cut: number;
  /** Requests that a thread had read, and for which no reply came. */
  readonly unanswered: number;
  /** Connections that were served and ended by a reset. */
  readonly reset: number;
  /** Connections that a reset ended before a byte came: the kernel had them in its queue, and no thread (STOP-1). */
  readonly queued: number;
  readonly connections: number;
  readonly exit: number | string;
  readonly milliseconds: number;
}

interface Seen {
  received: number;
  wasReset: boolean;
  closed: Promise<void>;
}

export async function drainUnderLoad(): Promise<DrainFacts> {
  await using server = await JamServer.start(["--threads", "2", "--log-level", "info"]);
  const seen: Seen[] = [];
  let replies = 0;
  let isStopping = false;
  const loaded = Promise.withResolvers<void>();

  async function converse(asked: number, isVisit: boolean): Promise<Seen> {
    const closed = Promise.withResolvers<void>();
    const one: Seen = { received: 0, wasReset: false, closed: closed.promise };
    const request = REQUEST.repeat(asked);
    const text = Buffer.from(isVisit ? `${request}QUIT\r\n` : request);
    let unsent: Buffer = text;
    const flush = (socket: Bun.Socket) => {
      unsent = unsent.subarray(Math.max(0, socket.write(unsent)));
    };
    await Bun.connect({
      hostname: "127.0.0.1",
      port: server.port,
      allowHalfOpen: true,
      socket: {
        open: flush,
        drain: flush,
        data(socket, chunk) {
          one.received += chunk.length;
          replies += chunk.length / REPLY_BYTES;
          if (replies >= LOADED_REPLIES) loaded.resolve();
          if (isVisit || one.received % (asked * REPLY_BYTES) !== 0) return;
          unsent = text;
          flush(socket);
        },
        end: (socket) => void socket.end(),
        close(_, error) {
          one.wasReset = error !== undefined;
          closed.resolve();
        },
        error() {}, // `close` follows
      },
    });
    seen.push(one);
    return one;
  }

  async function visit(): Promise<void> {
    while (!isStopping) {
      const one = await converse(1, true).catch(() => undefined);
      if (one === undefined) return; // refused: the server has stopped listening
      await one.closed;
    }
  }

  const clients = Array.from({ length: CLIENTS }, (_, index) =>
    converse(ASKED[index % ASKED.length] as number, false),
  );
  await Promise.all(clients);
  const visitors = Array.from({ length: VISITORS }, visit);
  await loaded.promise;

  const from = performance.now();
  server.signal("SIGTERM");
  const exit = await server.exited;
  const milliseconds = performance.now() - from;
  isStopping = true;
  await Promise.all([...seen.map(({ closed }) => closed), ...visitors]);
  const { counts } = await server.waitFor(({ event }) => event === "stopped");
  const received = seen.reduce((sum, one) => sum + one.received, 0);
  return {
    replies: Math.floor(received / REPLY_BYTES),
    cut: seen.filter((one) => one.received % REPLY_BYTES !== 0).length,
    unanswered: (counts["requests"] ?? 0) - received / REPLY_BYTES,
    reset: seen.filter((one) => one.wasReset && one.received > 0).length,
    queued: seen.filter((one) => one.wasReset && one.received === 0).length,
    connections: seen.length,
    exit,
    milliseconds,
  };
}
