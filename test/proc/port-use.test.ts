/** What keeps a port from being bound, and the end of TIME_WAIT: with real connections of this machine. */
import { expect, test } from "bun:test";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { endTimeWait, portUse } from "../../src/proc/port-use.ts";
import { isReleased } from "../../src/proc/socket-diag.ts";
import { until } from "../end-to-end/support/within.ts";

const onLinux = test.if(process.platform === "linux");
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);

onLinux("a port that is listened on is in use by that process, and is free after it", async () => {
  const server = createServer().listen(0, "127.0.0.2");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  expect(portUse(port)).toMatchObject({ holder: { pid: process.pid, listens: true } });
  server.close();
  await once(server, "close");
  expect(portUse(port)).toBeUndefined();
});

for (const [host, from] of [
  ["127.0.0.1", "127.0.0.1"],
  ["::", "127.0.0.1"],
  ["::1", "::1"],
] as const) {
  test.if(process.platform === "linux" && (hasIpv6 || host === "127.0.0.1"))(
    `a connection to a server on ${host} that closed first is in TIME_WAIT, and is ended`,
    async () => {
      const server = createServer({ allowHalfOpen: true }, (socket) => socket.resume().end()).listen(0, host);
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      const client = connect({ port, host: from, allowHalfOpen: true }).resume();
      await once(client, "end");
      const ends = [
        { ip: from, port },
        { ip: from, port: client.localPort ?? 0 },
      ] as const;
      // This process still has the server's end, so a reset would reach it.
      expect(isReleased(...ends)).toBe(false);
      client.end();
      await once(client, "close");
      server.close();
      await once(server, "close");
      await until(
        5,
        () => portUse(port)?.connection?.state === "TIME_WAIT",
        () => `TIME_WAIT, but ${JSON.stringify(portUse(port))}`,
      );
      await endTimeWait(port);
      expect(portUse(port)).toBeUndefined();
    },
  );
}
