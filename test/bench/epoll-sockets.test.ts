import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import type { SocketEvents, Target } from "../../src/bench/client-sockets.ts";
import { Connection } from "../../src/bench/connection.ts";
import { EpollSockets } from "../../src/bench/epoll-sockets.ts";
import { Uring } from "../../src/proc/uring.ts";
import { fakeServer } from "../client/fake-server.ts";
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
