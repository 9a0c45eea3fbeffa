/** A rate-limited connection on a scripted socket: the same bytes in the same order, later. */
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { findOverdue } from "../../../src/server/connection/deadlines.ts";
import { RateLimitedConnection } from "../../../src/server/connection/rate-limited-connection.ts";
import { RateLimiter, rateLimiterMemory } from "../../../src/server/limits/rate-limiter.ts";
import { JAM, oneThread, ScriptedSocket, SETTINGS, stage } from "./scripted-socket.ts";

const ALL = Number.POSITIVE_INFINITY;

interface Rate {
  readonly rate: number;
  readonly burst: number;
}

/** Connections of one address, and a clock that only `pass` moves. */
function stageRateLimited({ rate, burst }: Rate, room = ALL) {
  const context = oneThread();
  const timers: { at: number; act: () => void }[] = [];
  const rateLimit = {
    limiter: new RateLimiter(rateLimiterMemory(), { requestRate: rate, requestBurst: burst }, 0),
    now: () => context.now,
    after(milliseconds: number, act: () => void) {
      const timer = { at: context.now + milliseconds, act };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  };
  const connect = () => {
    const socket = Object.assign(new ScriptedSocket(), { room });
    const connection = new RateLimitedConnection(socket, context, rateLimit, "10.1.2.3");
    return {
      socket,
      connection,
      receive(text: string) {
        const chunk = Buffer.from(text, "latin1");
        connection.receive(chunk);
        chunk.fill(0); // as a runtime may that reads into one buffer again and again
      },
      allow(more: number) {
        socket.room = more;
        connection.onWritable();
      },
    };
  };
  /** Advances the time, and runs the timers that are due. */
  const pass = (milliseconds: number) => {
    const until = context.now + milliseconds;
    for (;;) {
      const due = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      timers.splice(timers.indexOf(due), 1);
      context.now = due.at;
      due.act();
    }
    context.now = until;
  };
  return { context, timers, pass, connect, ...connect() };
}

describe("over its rate", () => {
  test("a session is answered its burst at once and the rest at the rate, and is not read meanwhile", () => {
    const { socket, receive, pass } = stageRateLimited({ rate: 10, burst: 3 });
    receive("TIME\r\n".repeat(5));
    expect([socket.text, socket.isPaused]).toEqual([JAM.repeat(3), true]);
    pass(99);
    expect(socket.text).toBe(JAM.repeat(3));
    pass(1);
    expect([socket.text, socket.isPaused]).toEqual([JAM.repeat(4), true]);
    pass(100);
    expect([socket.text, socket.isPaused]).toEqual([JAM.repeat(5), false]);
  });

  test("QUIT waits for the requests before it, and what follows it is dropped", () => {
    const { socket, connection, receive, pass } = stageRateLimited({ rate: 10, burst: 1 });
    receive("TIME\r\nTIME\r\nQUIT\r\nTIME\r\n");
    pass(100);
    expect([socket.text, socket.hasSentFin]).toEqual([JAM.repeat(2), false]);
    pass(100);
    expect([socket.text, socket.hasSentFin, socket.isPaused]).toEqual([JAM.repeat(2), true, false]);
    expect(connection.closeReason(false)).toBe("quit");
  });

  test("the peer's FIN waits for the requests before it", () => {
    const { socket, connection, receive, pass } = stageRateLimited({ rate: 10, burst: 1 });
    receive("TIME\r\nTIME\r\nTI");
    connection.receiveEnd();
    expect(socket.isClosed).toBe(false);
    pass(100);
    expect([socket.text, socket.isClosed]).toEqual([JAM.repeat(2), true]);
    expect(connection.closeReason(false)).toBe("client-closed");
  });

  test("unknown requests and bare line ends count too, and a line begun counts once it ends", () => {
    const { socket, receive, pass } = stageRateLimited({ rate: 10, burst: 2 });
    receive("x\r\nTIME\nTI");
    expect(socket.isPaused).toBe(false);
    receive("ME\r\n");
    expect(socket.isPaused).toBe(true);
    pass(100);
    expect(socket.text.endsWith(JAM)).toBe(true);
  });

  test("no deadline runs for a session that waits for tokens", () => {
    const { context, connection, receive, pass } = stageRateLimited({ rate: 1, burst: 1 });
    const limits = { ...SETTINGS.limits, idleSeconds: 2, lineSeconds: 2, stallSeconds: 2 };
    const overdue = () => findOverdue(connection, context.now, limits);
    receive("TI");
    receive("ME\r\nTIME\r\nTIME\r\nTIME\r\nTI");
    for (let second = 0; second < 3; second++) {
      pass(999);
      expect(overdue()).toBeUndefined();
      pass(1);
    }
    pass(1999);
    expect(overdue()).toBeUndefined();
    pass(1);
    expect(overdue()).toBe("line-timeout"); // of its unfinished line: now the server waits for the peer
  });

  test("a closed connection gives its tokens back, and leaves no buffer and no timer", () => {
    const { context, timers, connection, receive, connect, pass } = stageRateLimited({ rate: 10, burst: 1 });
    receive("TIME\r\n".repeat(3));
    const other = connect();
    connection.onClose();
    expect(timers).toEqual([]);
    expect(context.buffers.take(256 << 20)).toBe(true);
    context.buffers.giveBack(256 << 20);
    other.receive("TIME\r\n");
    pass(100);
    expect(other.socket.text).toBe(JAM);
  });

  test("connections of one address take turns", () => {
    const { socket, receive, connect, pass } = stageRateLimited({ rate: 10, burst: 1 });
    const other = connect();
    receive("TIME\r\n".repeat(3));
    other.receive("TIME\r\n".repeat(3));
    pass(400);
    expect([socket.text.length, other.socket.text.length]).toEqual([3 * JAM.length, 2 * JAM.length]);
  });

  test("a server that stops answers what it has read at once, and then closes", () => {
    const { socket, connection, context, timers, receive } = stageRateLimited({ rate: 10, burst: 1 });
    receive("TIME\r\n".repeat(50));
    context.isDraining = true;
    connection.shutDown();
    expect([socket.text, socket.hasSentFin, socket.isPaused]).toEqual([JAM.repeat(50), true, false]);
    expect(timers).toEqual([]);
    expect(connection.closeReason(false)).toBe("drained");
  });

  test("a session that is ended gets the ERROR line at once, and nothing after it", () => {
    const { socket, connection, receive, pass } = stageRateLimited({ rate: 10, burst: 1 });
    receive("TIME\r\n".repeat(3));
    connection.endWithError("no-longer-allowed", "not allowed");
    pass(1000);
    expect(socket.text).toBe(`${JAM}ERROR not allowed\r\n`);
    expect([socket.hasSentFin, socket.isPaused]).toEqual([true, false]);
  });

  test("a chunk that still comes while the socket is not read is answered after the rest", () => {
    const { socket, receive, pass } = stageRateLimited({ rate: 10, burst: 1 });
    receive("TIME\r\nx\r\nTI");
    receive("ME\r\nQUIT\r\n");
    pass(1000);
    expect(socket.text).toBe(`${JAM}ERROR unknown request\r\n${JAM}`);
    expect(socket.hasSentFin).toBe(true);
  });
});

test("eighty thousand requests in one chunk keep to the burst and the rate, and all are answered", () => {
  const { socket, connection, receive, pass } = stageRateLimited({ rate: 10_000, burst: 1000 });
  receive("TIME\r\n".repeat(80_000));
  expect(connection.requests).toBe(1000);
  pass(1000);
  expect(connection.requests).toBe(11_000);
  pass(7000);
  expect(socket.text).toBe(JAM.repeat(80_000));
});

test("whatever the rate, the chunks and the speed of the peer, the bytes are those of a session without a rate", () => {
  const piece = fc.constantFrom("TIME\r\n", "TI", "ME\r\n", "x\r\n", "TIME\n", "\r\n", "TIME\r\n".repeat(40));
  const plan = fc.record({
    pieces: fc.array(piece, { maxLength: 30 }),
    isQuit: fc.boolean(),
    rate: fc.integer({ min: 1, max: 200 }),
    burst: fc.integer({ min: 1, max: 50 }),
    room: fc.constantFrom(0, 1, 20, 700, ALL),
  });
  fc.assert(
    fc.property(plan, ({ pieces, isQuit, rate, burst, room }) => {
      const all = isQuit ? [...pieces, "QUIT\r\nTIME\r\n"] : pieces;
      const plain = stage();
      for (const text of all) plain.receive(text);
      plain.connection.receiveEnd();

      const limited = stageRateLimited({ rate, burst }, room);
      for (const text of all) {
        for (let turn = 0; limited.socket.isPaused; turn++) {
          if (turn > 100_000) throw new Error("it is never read again");
          if (limited.connection.stalledSince !== undefined) limited.allow(1 + room);
          else limited.pass(50);
        }
        limited.receive(text);
      }
      limited.connection.receiveEnd();
      limited.allow(ALL);
      for (let turn = 0; turn < 5000 && limited.timers.length > 0; turn++) limited.pass(1000);
      expect(limited.socket.text).toBe(plain.socket.text);
      expect(limited.connection.requests).toBe(plain.connection.requests);
      expect([limited.socket.hasSentFin, limited.socket.isClosed]).toEqual([
        plain.socket.hasSentFin,
        plain.socket.isClosed,
      ]);
      limited.connection.onClose();
      expect(limited.context.buffers.take(256 << 20)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
