import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import type { SocketEvents, Target } from "../../src/bench/client-sockets.ts";
import { type ClientSocket, Connection, type Dial } from "../../src/bench/connection.ts";
import { EpollSockets } from "../../src/bench/epoll-sockets.ts";
import { Uring } from "../../src/proc/uring.ts";
import { fakeServer, onLines } from "../client/fake-server.ts";
import { until } from "../end-to-end/support/within.ts";
import { testSockets } from "./socket-contract.ts";

const ring = Uring.open();
ring?.close();
const hasRing = ring !== undefined;

function openEpoll(target: Target, events: SocketEvents): EpollSockets {
  const sockets = EpollSockets.open(target, events);
  if (sockets === undefined) throw new Error("no epoll");
  return sockets;
}

if (process.platform === "linux") {
  testSockets("epoll's sockets", (target, events) => openEpoll({ ...target, connections: 1 }, events));
  testSockets("epoll's sockets with io_uring", openEpoll, hasRing ? "all" : "some");

  // A turn of the sockets' loop takes 20 ms, in which the server of the same thread does nothing: reply and reset arrive together.
  test.each([1, 50])(
    "a reset that the next request meets is no FIN, with %p connections",
    async (connections) => {
      await using server = await fakeServer((socket) => {
        onLines(socket, () => socket.write("JAM\r\n", () => socket.resetAndDestroy()));
      });
      const request = Buffer.from("TIME\r\n");
      const ends: string[] = [];
      const ask = (_dial: Dial, socket: ClientSocket) => void socket.write(request, 0, request.length);
      const events = {
        opened: ask,
        received: ask,
        writable: () => {},
        closed: (_dial: Dial, _socket: ClientSocket, isReset: boolean) =>
          void ends.push(isReset ? "reset" : "closed"),
        failed: (_dial: Dial, code: string) => void ends.push(code),
      };
      const target = {
        address: "127.0.0.1",
        port: server.port,
        connections,
        threads: 1,
        pipeline: 1,
        churn: false,
      };
      const sockets = openEpoll(target, events);
      for (let each = 0; each < 50; each++)
        sockets.connect({ connection: new Connection(each), connecting: undefined });
      await until(
        10,
        () => ends.length === 50,
        () => `${ends.length} ends of 50`,
      );
      sockets.stop();
      expect(ends).toEqual(Array(50).fill("reset"));
    },
  );

  test("no descriptor is left open, whichever way a socket ended", async () => {
    const count = () => readdirSync("/proc/self/fd").length;
    await using server = await fakeServer((socket) => socket.end());
    const before = count();
    let ended = 0;
    const events = {
      opened: () => {},
      received: () => {},
      writable: () => {},
      closed: () => ended++,
      failed: () => ended++,
    };
    const target = {
      address: "127.0.0.1",
      port: server.port,
      connections: 100,
      threads: 1,
      pipeline: 1,
      churn: true,
    };
    const sockets = EpollSockets.open(target, events);
    for (let each = 0; each < 100; each++)
      sockets?.connect({ connection: new Connection(each), connecting: undefined });
    await until(
      10,
      () => ended === 100,
      () => "all have ended",
    );
    sockets?.stop();
    await until(
      10,
      () => count() <= before,
      () => `${count()} descriptors, ${before} before`,
    );
  });
}

test("another system has none", () => {
  const original = process.platform;
  try {
    Object.defineProperty(process, "platform", { value: "darwin" });
    const events = { opened() {}, received() {}, writable() {}, closed() {}, failed() {} };
    const target = { address: "127.0.0.1", port: 9, connections: 50, threads: 1, pipeline: 1, churn: false };
    expect(EpollSockets.open(target, events)).toBeUndefined();
  } finally {
    Object.defineProperty(process, "platform", { value: original });
  }
});
