/** By io_uring where the system allows it, and else by epoll: what the load sees is the same. */
import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import type { Socket } from "node:net";
import type { SocketEvents } from "../../src/bench/client-sockets.ts";
import { type ClientSocket, Connection, type Dial } from "../../src/bench/connection.ts";
import { EpollSockets } from "../../src/bench/epoll-sockets.ts";
import { fakeServer, onLines } from "../client/fake-server.ts";
import { until } from "../end-to-end/support/within.ts";

const REQUEST = Buffer.from("TIME\r\n");

/** Connections that send a request as soon as they are open. What they see is a line for each of them. */
class Load implements SocketEvents, Disposable {
  readonly seen: string[];
  readonly open: ClientSocket[] = [];
  readonly #sockets: EpollSockets;

  constructor(port: number, connections: number) {
    const target = { address: "127.0.0.1", port, connections: 50, threads: 1, pipeline: 1, churn: false };
    const sockets = EpollSockets.open(target, this);
    if (sockets === undefined) throw new Error("no epoll");
    this.#sockets = sockets;
    this.seen = Array.from({ length: connections }, () => "");
    for (let at = 0; at < connections; at++) this.connect(at);
  }

  connect(at: number): void {
    this.#sockets.connect({ connection: new Connection(at), connecting: undefined });
  }

  opened(_dial: Dial, socket: ClientSocket): void {
    this.open.push(socket);
    socket.write(REQUEST, 0, REQUEST.length);
  }

  received({ connection }: Dial, _socket: ClientSocket, chunk: Buffer): void {
    this.seen[connection.index] += chunk.toString("latin1");
  }

  writable(): void {}

  closed({ connection }: Dial, _socket: ClientSocket, isReset: boolean): void {
    this.seen[connection.index] += isReset ? "(reset)" : "(closed)";
  }

  failed({ connection }: Dial, code: string): void {
    this.seen[connection.index] += code;
  }

  /** Until each has seen what `isSeen` accepts. */
  async until(isSeen: (seen: string) => boolean): Promise<void> {
    await until(
      20,
      () => this.seen.every(isSeen),
      () => `seen: ${this.seen.map((each) => each.slice(-60)).join(", ")}`,
    );
  }

  [Symbol.dispose](): void {
    for (const socket of this.open) socket.terminate();
    this.#sockets.stop();
  }
}

test("more connections than requests fit into the ring are all answered, and see the end", async () => {
  await using server = await fakeServer((socket) => onLines(socket, (line) => socket.end(`got ${line}\r\n`)));
  using load = new Load(server.port, 1500);
  await load.until((seen) => seen === "got TIME\r\n(closed)");
});

test("a reply that needs more buffers than there are arrives whole and in order", async () => {
  const long = Array.from({ length: 100_000 }, (_, at) => `${at}\r\n`).join("");
  await using server = await fakeServer((socket) => onLines(socket, () => socket.end(long)));
  using load = new Load(server.port, 3);
  await load.until((seen) => seen.endsWith("(closed)"));
  for (const seen of load.seen) expect(seen === `${long}(closed)`).toBe(true);
});

test("a server that answers without end does not keep the others from being served", async () => {
  const flood = Buffer.alloc(1 << 16, "x");
  let isFirst = true;
  await using server = await fakeServer((socket) => {
    const isFlooded = isFirst;
    isFirst = false;
    const send = () => {
      while (socket.writable && socket.write(flood));
    };
    if (isFlooded) socket.on("drain", send);
    onLines(socket, () => (isFlooded ? send() : socket.write("JAM\r\n")));
  });
  using load = new Load(server.port, 1);
  load.received = ({ connection }, _socket, chunk) => {
    load.seen[connection.index] = chunk.toString("latin1");
  };
  await load.until((seen) => seen.startsWith("x"));
  load.seen.push("");
  load.connect(1);
  await load.until((seen) => /^x+$|^JAM/.test(seen));
});

test("connections that the server ends are opened again, every one", async () => {
  let answered = 0;
  await using server = await fakeServer((socket) =>
    onLines(socket, () => {
      answered++;
      socket.end("JAM\r\n");
    }),
  );
  using load = new Load(server.port, 50);
  let left = 500;
  load.closed = ({ connection }) => {
    load.seen[connection.index] = "closed";
    if (left-- > 0) load.connect(connection.index);
  };
  await until(
    10,
    () => answered === 550,
    () => `${answered} of 550 were answered`,
  );
});

test("the server sees whether a connection was ended here or reset, at once", async () => {
  const ends: string[] = [];
  const watch = (socket: Socket) => {
    socket.on("end", () => ends.push("FIN"));
    socket.on("error", (error) => ends.push("code" in error ? String(error.code) : error.message));
    onLines(socket, () => socket.write("JAM\r\n"));
  };
  await using server = await fakeServer(watch);
  using load = new Load(server.port, 2);
  await load.until((seen) => seen === "JAM\r\n");
  const [one, other] = load.open;
  one?.end();
  await until(
    10,
    () => ends.length === 1,
    () => "the first one has ended",
  );
  other?.terminate();
  await until(
    10,
    () => ends.length === 2,
    () => "the other one has ended",
  );
  expect(ends).toEqual(["FIN", "ECONNRESET"]);
});

test("no descriptor is left open, with requests in flight or without", async () => {
  const count = () => readdirSync("/proc/self/fd").length;
  let asked = 0;
  await using server = await fakeServer((socket) =>
    onLines(socket, () => {
      if (++asked % 2 === 0) socket.write("JAM\r\n");
    }),
  );
  const before = count();
  {
    using load = new Load(server.port, 100);
    await until(
      10,
      () => load.seen.filter((seen) => seen !== "").length === 50,
      () => `${asked} asked`,
    );
  }
  await until(
    10,
    () => count() <= before,
    () => `${count()} descriptors, ${before} before`,
  );
});
