/** Who holds a port: on Linux this very process is found, by a real listening socket. */
import { expect, test } from "bun:test";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { networkInterfaces } from "node:os";
import { findPortHolder } from "../../src/proc/port-holder.ts";

const isLinux = process.platform === "linux";
const onLinux = test.if(isLinux);
const hasIpv6 =
  isLinux && Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === "::1"));

async function listening(host: string): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer();
  server.listen(0, host);
  await once(server, "listening");
  return { server, port: (server.address() as AddressInfo).port };
}

onLinux("a process that listens is found, by its number and its name", async () => {
  const { server, port } = await listening("127.0.0.1");
  try {
    const name = readFileSync("/proc/self/comm", "utf8").trim();
    expect(findPortHolder(port)).toEqual({ name, pid: process.pid, listens: true });
  } finally {
    server.close();
  }
});

test.if(hasIpv6)("a process that listens on IPv6 is found as well", async () => {
  const { server, port } = await listening("::1");
  try {
    expect(findPortHolder(port)?.pid).toBe(process.pid);
  } finally {
    server.close();
  }
});

onLinux("an outgoing connection from the port is distinguished from a listener", async () => {
  const { server, port } = await listening("127.0.0.1");
  const client = connect(port, "127.0.0.1");
  try {
    await once(client, "connect");
    // Another process can use the same port for a connection to another host, and be found first.
    expect(findPortHolder((client.address() as AddressInfo).port)).toMatchObject({ listens: false });
  } finally {
    client.destroy();
    server.close();
  }
});

test("a port that was closed has no holder", async () => {
  const { server, port } = await listening("127.0.0.1");
  server.close();
  await once(server, "close");
  expect(findPortHolder(port)).toBeUndefined();
});
