/** One socket as the kernel describes it: in a backlog, accepted and unread, read. */
import { expect, test } from "bun:test";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { socketState } from "../../src/proc/socket-diag.ts";
import { needs } from "../end-to-end/support/needs.ts";
import { until } from "../end-to-end/support/within.ts";

/** Accepts at the first line of its input, and reads at the second. */
const STEPS = `
import socket, sys
listener = socket.create_server((sys.argv[1], 0), family=socket.AF_INET6 if ":" in sys.argv[1] else socket.AF_INET)
print(listener.getsockname()[1], flush=True)
sys.stdin.readline(); client, _ = listener.accept()
sys.stdin.readline(); client.recv(64)
sys.stdin.read()
`;

const withPython = needs("python3", "python3");
const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
const loopbacks = ["127.0.0.1", "::1"].filter((ip) => addresses.some(({ address }) => address === ip));

for (const ip of loopbacks)
  withPython(
    `a connection to ${ip} is seen in the backlog, accepted with bytes unread, and read`,
    async () => {
      const server = Bun.spawn(["python3", "-c", STEPS, ip], { stdin: "pipe", stdout: "pipe" });
      try {
        const { value } = await server.stdout.getReader().read();
        const there = { ip, port: Number(new TextDecoder().decode(value)) };
        const client = connect(there.port, there.ip);
        await new Promise((resolve) => client.once("connect", resolve));
        const here = { ip: client.localAddress ?? "", port: client.localPort ?? 0 };
        client.write("TIME\r\n");
        const reaches = (state: object) =>
          until(
            5,
            () => Bun.deepMatch(state, socketState(there, here) ?? {}),
            () => JSON.stringify(socketState(there, here)),
          );
        await reaches({ inode: 0, received: 6 });
        server.stdin.write("\n");
        await server.stdin.flush();
        await until(
          5,
          () => (socketState(there, here)?.inode ?? 0) > 0,
          () => JSON.stringify(socketState(there, here)),
        );
        expect(socketState(there, here)).toMatchObject({ received: 6, isEstablished: true });
        server.stdin.write("\n");
        await server.stdin.flush();
        await reaches({ received: 0 });
        client.destroy();
      } finally {
        server.kill("SIGKILL");
        await server.exited;
      }
    },
  );

test("of a socket that is not there, or of a listener alone, nothing is seen", () => {
  expect(socketState({ ip: "127.0.0.1", port: 1 }, { ip: "127.0.0.1", port: 2 })).toBeUndefined();
  expect(socketState({ ip: "::1", port: 1 }, { ip: "::1", port: 2 })).toBeUndefined();
});
