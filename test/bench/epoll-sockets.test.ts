import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { Connection } from "../../src/bench/connection.ts";
import { EpollSockets } from "../../src/bench/epoll-sockets.ts";
import { fakeServer } from "../client/fake-server.ts";
import { until } from "../end-to-end/support/within.ts";
import { testSockets } from "./socket-contract.ts";

if (process.platform === "linux") {
  testSockets("epoll's sockets", (target, events) => {
    const sockets = EpollSockets.open(target, events);
    if (sockets === undefined) throw new Error("no epoll");
    return sockets;
  });

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
    const target = { address: "127.0.0.1", port: server.port };
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
    expect(EpollSockets.open({ address: "127.0.0.1", port: 9 }, events)).toBeUndefined();
  } finally {
    Object.defineProperty(process, "platform", { value: original });
  }
});
