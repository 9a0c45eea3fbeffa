/** Clients that make a connection for each request, one after another, and what they saw while something happened. */

const REQUEST = "TIME\r\n";
const REPLY = /^JAM \d\d:\d\d:\d\d\r\n$/;
/** A limit for a busy machine: a passing test does not reach it. */
const VISIT_MS = 15_000;

interface Visits {
  /** Connections that got the whole reply. */
  readonly served: number;
  /** Connections that could not be made. */
  readonly refused: number;
  /** Connections that were made, and ended without the whole reply. */
  readonly cut: number;
  readonly slowestMs: number;
}

export interface Visitors {
  /** Resolves once `more` visits have ended. */
  passed(more: number): Promise<void>;
  /** Ends the visits. */
  leave(): Promise<Visits>;
}

export function startVisitors(port: number, visitors: number): Visitors {
  const seen = { served: 0, refused: 0, cut: 0, slowestMs: 0 };
  let isLeaving = false;
  let ended = 0;
  const waiting: { readonly until: number; readonly resolve: () => void }[] = [];

  async function keepVisiting(): Promise<void> {
    while (!isLeaving) {
      const from = performance.now();
      const end = await visit(port);
      seen[end]++;
      if (end !== "refused") seen.slowestMs = Math.max(seen.slowestMs, performance.now() - from);
      ended++;
      for (const { until, resolve } of waiting) if (ended >= until) resolve();
      if (end === "refused") await Bun.sleep(1);
    }
  }

  const all = Array.from({ length: visitors }, keepVisiting);
  return {
    passed(more) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ until: ended + more, resolve });
      return promise;
    },
    async leave() {
      isLeaving = true;
      await Promise.all(all);
      return seen;
    },
  };
}

function visit(port: number): Promise<"served" | "refused" | "cut"> {
  const { promise, resolve } = Promise.withResolvers<"served" | "refused" | "cut">();
  let received = "";
  const end = (how: "served" | "refused" | "cut") => {
    clearTimeout(tooLong);
    resolve(how);
  };
  const tooLong = setTimeout(() => end("cut"), VISIT_MS);
  Bun.connect({
    hostname: "127.0.0.1",
    port,
    socket: {
      open: (socket) => void socket.write(REQUEST),
      data(socket, chunk) {
        received += chunk.toString("latin1");
        if (!REPLY.test(received)) return;
        end("served");
        socket.end();
      },
      close: () => end("cut"), // without effect after the reply
      connectError: () => end("refused"),
      error() {}, // `close` follows
    },
  }).catch(() => end("refused"));
  return promise;
}
