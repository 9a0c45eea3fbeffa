/** However slowly a peer reads, it gets the same bytes, and what is buffered for it is bounded. */
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { ANSWER_BYTES, REPLY_BYTES } from "../../../src/protocol/answer.ts";
import { findOverdue } from "../../../src/server/connection/deadlines.ts";
import { JAM, oneThread, SETTINGS, stage } from "./scripted-socket.ts";

const ALL = Number.POSITIVE_INFINITY;

describe("while replies are unsent", () => {
  test("the socket is not read, and it is read again once they are sent", () => {
    const { socket, receive, allow } = stage(5);
    receive("TIME\r\n");
    expect(socket.acts).toEqual(["pause"]);
    allow(ALL);
    expect(socket.acts).toEqual(["pause", "resume"]);
    expect(socket.text).toBe(JAM);
  });

  test("it stays unread for as long as any are", () => {
    const { socket, receive, allow } = stage(1);
    receive("TIME\r\n");
    for (let taken = 1; taken < JAM.length - 1; taken++) {
      allow(1);
      expect(socket.isPaused).toBe(true);
    }
    allow(1);
    expect([socket.isPaused, socket.text]).toEqual([false, JAM]);
  });

  test("a chunk that still comes is answered after them", () => {
    const { socket, receive, allow } = stage(0);
    receive("TIME\r\n");
    receive("x\r\nTI");
    receive("ME\r\n");
    allow(ALL);
    expect(socket.text).toBe(`${JAM}ERROR unknown request\r\n${JAM}`);
  });

  test("what the runtime delivers after the reset of a paused peer is not buffered", () => {
    const { socket, connection, context, receive } = stage(0);
    receive("TIME\r\n".repeat(80_000));
    expect(socket.isClosed).toBe(false);
    receive("TIME\r\n".repeat(80_000)); // the runtime delivers it although the socket is paused
    expect([socket.isClosed, connection.closeReason(true)]).toEqual([true, "reset"]);
    connection.onClose();
    expect(context.buffers.take(256 << 20)).toBe(true);
  });

  test("the rest of a large chunk is neither answered nor counted, and no more than one answer is buffered", () => {
    const { socket, connection, receive, allow } = stage(0);
    receive("TIME\r\n".repeat(100_000));
    expect(socket.mostRefused).toBeLessThanOrEqual(ANSWER_BYTES + REPLY_BYTES);
    expect(connection.requests).toBeLessThanOrEqual(Math.ceil(ANSWER_BYTES / JAM.length));
    while (socket.isPaused) allow(100_000);
    expect(connection.requests).toBe(100_000);
    expect(socket.text).toBe(JAM.repeat(100_000));
    expect(socket.mostRefused).toBeLessThanOrEqual(ANSWER_BYTES + REPLY_BYTES);
  });

  test("the time since the socket last took some is known, and forgotten once all are sent", () => {
    const { connection, context, receive, allow } = stage(5);
    context.now = 1000;
    receive("TIME\r\n");
    expect(connection.stalledSince).toBe(1000);
    context.now = 2000;
    allow(3);
    expect(connection.stalledSince).toBe(2000);
    context.now = 3000;
    allow(0); // reported as writable, it takes nothing
    expect(connection.stalledSince).toBe(2000);
    allow(ALL);
    expect(connection.stalledSince).toBeUndefined();
  });

  test("nothing happens when the socket is writable and no replies wait", () => {
    const { socket, connection } = stage();
    connection.onWritable();
    expect([socket.acts, socket.text]).toEqual([[], ""]);
  });

  test("the FIN of QUIT waits too, and then the socket is read again, to see the peer's", () => {
    const { socket, receive, allow } = stage(5);
    receive("TIME\r\nQUIT\r\n");
    expect(socket.acts).toEqual(["pause"]);
    allow(ALL);
    expect(socket.text).toBe(JAM);
    expect(socket.hasSentFin).toBe(true);
    expect(socket.isPaused).toBe(false);
  });

  test("they stay unchanged, whatever the thread answers to other peers", () => {
    const thread = oneThread();
    const [slow, quick] = [stage(3, thread), stage(ALL, thread)];
    slow.receive("TIME\r\nTIME\n");
    quick.receive("x\r\nx\r\nTIME\r\n");
    slow.allow(ALL);
    expect(slow.socket.text).toBe(`${JAM}ERROR end the line with CR LF (13 10)\r\n`);
  });

  test("a socket that closed meanwhile is not counted as one that took bytes", () => {
    const { socket, counted, receive } = stage();
    socket.isClosed = true;
    receive("TIME\r\n");
    expect(counted("bytesSent")).toBe(0);
  });

  test("the time in which the server does not read counts against no deadline", () => {
    const { connection, context, receive, allow } = stage(5);
    receive("TIME\r\nTI");
    context.now = 400_000;
    allow(ALL);
    expect(findOverdue(connection, context.now, SETTINGS.limits)).toBeUndefined();
  });
});

describe("the time of a line", () => {
  test("counts from the chunk that began it, also if more chunks follow", () => {
    const { connection, context, receive } = stage();
    context.now = 1000;
    receive("T");
    context.now = 2000;
    receive("I");
    expect(connection.lineSince).toBe(1000);
    receive("ME\r\n");
    expect(connection.lineSince).toBeUndefined();
  });

  test("starts anew with every line, also where each chunk ends inside one", () => {
    const { connection, context, receive } = stage();
    receive("TIME\r\nTI");
    context.now = 20_000;
    receive("ME\r\nTI");
    context.now = 31_000;
    expect(connection.lineSince).toBe(20_000);
    expect(findOverdue(connection, context.now, SETTINGS.limits)).toBeUndefined();
  });
});

const lines = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant("TIME\r\n") },
    fc.constantFrom("hello\r\n", "\r\n", "TIME\n", "TIME now\r\n", "GET / HTTP/1.1\r\n", "x".repeat(1100)),
    fc.nat({ max: 9000 }).map((count) => "TIME\r\n".repeat(count)),
    fc.constant("QUIT\r\n"),
  ),
  { maxLength: 12 },
);
const cuts = fc.array(fc.nat({ max: 4000 }), { maxLength: 8 });
const rooms = fc.array(fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 90_000 })), { maxLength: 12 });
/** How the conversation stops coming: it goes on, the peer's FIN, or the server stops. */
const ends = fc.constantFrom("none", "peer", "stop");

/** Cuts the stream by `sizes`, and the rest is one chunk. */
function chunksOf(stream: string, sizes: readonly number[]): readonly string[] {
  const chunks: string[] = [];
  let from = 0;
  for (const size of sizes) {
    if (size === 0 || from + size >= stream.length) continue;
    chunks.push(stream.slice(from, from + size));
    from += size;
  }
  return from < stream.length ? [...chunks, stream.slice(from)] : chunks;
}

test("for any lines, cuts and capacities, a slow peer gets the bytes that a fast one gets", () => {
  fc.assert(
    fc.property(lines, cuts, rooms, ends, (parts, sizes, capacities, end) => {
      const stream = parts.join("");
      const willing = stage();
      if (stream !== "") willing.receive(stream);

      const slow = stage(0);
      const left = [...capacities];
      for (const chunk of chunksOf(stream, sizes)) {
        slow.receive(chunk);
        slow.allow(left.shift() ?? 0);
      }
      if (end === "peer") slow.connection.receiveEnd();
      slow.context.isDraining = end === "stop";
      if (end === "stop") slow.connection.shutDown();
      for (const room of left) slow.allow(room);
      // As a socket that is writable again, until everything is sent.
      for (let round = 0; round < 100; round++) slow.allow(ALL);

      expect(slow.socket.text).toBe(willing.socket.text);
      expect(slow.connection.requests).toBe(willing.connection.requests);
      expect(slow.connection.errors).toBe(willing.connection.errors);
      expect(slow.counted("bytesSent")).toBe(slow.socket.text.length);
      expect(slow.socket.mostRefused).toBeLessThanOrEqual(ANSWER_BYTES + REPLY_BYTES);
      const closing = slow.socket.acts.filter((act) => act !== "pause" && act !== "resume");
      if (end === "peer") expect(closing.at(-1)).toMatch(/^(end|shutdown)$/);
      else expect(closing).toEqual(end === "stop" || willing.socket.hasSentFin ? ["shutdown"] : []);
      expect(slow.socket.isClosed || !slow.socket.isPaused).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("a slow peer is cut when the buffers of all peers together would exceed the limit", () => {
  const context = oneThread();
  const others = (256 << 20) - 100_000;
  expect(context.buffers.take(others)).toBe(true);
  const { socket, connection, receive } = stage(0, context);
  receive("TIME\r\n".repeat(20_000));
  expect(socket.isClosed).toBe(true);
  expect(connection.closeReason(false)).toBe("buffer-limit");
  connection.onClose();
  expect(context.buffers.take(100_000)).toBe(true);
});
