/** Where the server listens: both families by default, all threads on one port, and nowhere else. */
import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { JamServer } from "../support/jam-server.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes } from "../support/replies.ts";

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);
const LISTEN = "0A"; // include/net/tcp_states.h

/** How many sockets listen on the port, over both families. */
function listenersOn(port: number): number {
  const rows = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) => readFileSync(file, "utf8").split("\n"));
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(
      ([, local, , state]) => state === LISTEN && Number.parseInt(local?.split(":")[1] ?? "", 16) === port,
    ).length;
}

async function expectServed(port: number, host: string): Promise<void> {
  using client = await RawClient.dial(port, { host });
  client.send("TIME\r\nQUIT\r\n");
  expect(await client.waitForClose()).toBe("fin");
  expectTimes(client.text, 1);
}

test("with the default host it is reached over IPv4, and its log shows IPv4 addresses as such", async () => {
  await using server = await JamServer.start(["--host", "*"]);
  await expectServed(server.port, "127.0.0.1");
  expect(await server.waitFor(({ event }) => event === "session-opened")).toMatchObject({
    address: "127.0.0.1",
  });
});

test.skipIf(!hasIpv6)(
  "with the default host it is reached over IPv6 (needs a machine with IPv6)",
  async () => {
    await using server = await JamServer.start(["--host", "*"]);
    await expectServed(server.port, "::1");
    expect(await server.waitFor(({ event }) => event === "session-opened")).toMatchObject({ address: "::1" });
  },
);

test.skipIf(!hasIpv6)(
  "--host localhost serves every address of the name (needs a machine with IPv6)",
  async () => {
    await using server = await JamServer.start(["--host", "localhost"]);
    const { addresses } = await Bun.dns
      .lookup("localhost")
      .then((found) => ({ addresses: found.map(({ address }) => address) }));
    for (const address of addresses) await expectServed(server.port, address);
  },
);

test("--host 127.0.0.1 is not reached at another address of the machine", async () => {
  await using server = await JamServer.start(["--host", "127.0.0.1"]);
  await expectServed(server.port, "127.0.0.1");
  await expect(RawClient.dial(server.port, { host: "127.0.0.2" })).rejects.toThrow();
});

test("--port 0 takes one port, on which each thread listens and the main thread does not", async () => {
  await using server = await JamServer.start(["--threads", "3"]);
  expect(server.port).toBeGreaterThan(0);
  expect(listenersOn(server.port)).toBe(3);
});

test("with --threads 1 a single thread serves on a free port", async () => {
  await using server = await JamServer.start(["--threads", "1"]);
  await expectServed(server.port, "127.0.0.1");
  expect(listenersOn(server.port)).toBe(1);
});
