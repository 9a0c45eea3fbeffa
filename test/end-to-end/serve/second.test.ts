/**
 * The second's edge under load: a reply shows neither a second that had passed when its request was sent, nor one
 * that had not begun when the reply came. Client and server share this machine's clock.
 */
import { expect, test } from "bun:test";
import { JamServer } from "../support/jam-server.ts";
import { REPLY_BYTES, REQUEST } from "../support/replies.ts";

const CONNECTIONS = 6;
const BATCH = 50;
const REPLIES = 1_000_000;
const EDGES = 4;
const MOST_SECONDS = 20;
const SECONDS_A_DAY = 86_400;

const requests = Buffer.from(REQUEST.repeat(BATCH));
const ZERO = 48;

/** Seconds since midnight that the reply at `at` shows. */
function shownSecond(bytes: Buffer, at: number): number {
  const two = (offset: number) =>
    ((bytes[at + offset] ?? 0) - ZERO) * 10 + ((bytes[at + offset + 1] ?? 0) - ZERO);
  return two(4) * 3600 + two(7) * 60 + two(10);
}

/** How far `shown` is ahead of `second` of the day, across midnight by the shorter way. */
function ahead(shown: number, second: number): number {
  const difference = (shown - second + SECONDS_A_DAY) % SECONDS_A_DAY;
  return difference > SECONDS_A_DAY / 2 ? difference - SECONDS_A_DAY : difference;
}

class Load {
  replies = 0;
  early = 0;
  late = 0;
  readonly seconds = new Set<number>();
  readonly #done = Promise.withResolvers<void>();

  get done(): Promise<void> {
    return this.#done.promise;
  }

  async start(port: number, startedAt: number): Promise<Bun.Socket> {
    const batch = Buffer.alloc(BATCH * REPLY_BYTES);
    let filled = 0;
    let sentSecond = 0;
    const send = (socket: Bun.Socket) => {
      sentSecond = Math.floor(Date.now() / 1000);
      if (socket.write(requests) !== requests.length) throw new Error("a small batch was not taken whole");
    };
    return Bun.connect({
      hostname: "127.0.0.1",
      port,
      socket: {
        open: send,
        data: (socket, chunk) => {
          const receivedSecond = Math.floor(Date.now() / 1000);
          filled += chunk.copy(batch, filled);
          if (filled < batch.length) return;
          filled = 0;
          this.#judge(batch, sentSecond, receivedSecond);
          const isEnough = this.replies >= REPLIES && this.seconds.size > EDGES;
          if (isEnough || performance.now() - startedAt > MOST_SECONDS * 1000) this.#done.resolve();
          else send(socket);
        },
        close: () => this.#done.resolve(),
        error() {},
      },
    });
  }

  #judge(batch: Buffer, sentSecond: number, receivedSecond: number): void {
    for (let at = 0; at < batch.length; at += REPLY_BYTES) {
      const shown = shownSecond(batch, at);
      this.replies++;
      if (ahead(shown, sentSecond % SECONDS_A_DAY) < 0) this.late++;
      else if (ahead(shown, receivedSecond % SECONDS_A_DAY) > 0) this.early++;
      else this.seconds.add(shown);
    }
  }
}

test("over a million replies none shows a second that had passed at the request, or a future one", async () => {
  await using server = await JamServer.start(["--zone", "UTC"]);
  const load = new Load();
  const from = performance.now();
  const sockets = await Promise.all(Array.from({ length: CONNECTIONS }, () => load.start(server.port, from)));
  await load.done;
  for (const socket of sockets) socket.terminate();
  expect(load).toMatchObject({ late: 0, early: 0 });
  expect(load.replies).toBeGreaterThanOrEqual(REPLIES);
  expect(load.seconds.size).toBeGreaterThan(EDGES);
}, 60_000);
