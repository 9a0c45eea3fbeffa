/** Whether a port is listened on, seen without making the first connection. */
import { expect, test } from "bun:test";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { isListenedOn } from "../../../src/check/target/listening.ts";
import { freePort, smallServer } from "../small-server.ts";

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);

test.if(process.platform === "linux")("a server that listens is seen, and meets no connection", async () => {
  await using server = await smallServer(() => {});
  expect(await isListenedOn(server.address)).toBe(true);
  expect(server.met).toEqual([]);
});

test.if(hasIpv6)("a server that listens on IPv6 is seen as well", async () => {
  const server = createServer().listen(0, "::1");
  await once(server, "listening");
  try {
    expect(await isListenedOn({ ip: "::1", port: (server.address() as AddressInfo).port })).toBe(true);
  } finally {
    server.close();
  }
});

test("a port on which nothing listens, or nothing any more, is free", async () => {
  const port = await freePort();
  expect(await isListenedOn({ ip: "127.0.0.1", port })).toBe(false);
});

test("the port of an outgoing connection is not listened on", async () => {
  await using server = await smallServer(() => {});
  const client = connect(server.address.port, "127.0.0.1");
  await once(client, "connect");
  const { port } = client.address() as AddressInfo;
  expect(await isListenedOn({ ip: "127.0.0.1", port })).toBe(false);
  client.destroy();
});
