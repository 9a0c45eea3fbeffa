/** Why the server cannot listen: the fact, and a way out that can be typed. */
import { describe, expect, test } from "bun:test";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { EXIT } from "../../../src/cli/exit.ts";
import { explainListenError, ownAddresses } from "../../../src/cli/serve/listen-failure.ts";
import { ListenError } from "../../../src/server/sockets/listen.ts";

const explain = (code: string, address: string, port: number) =>
  explainListenError(new ListenError(code, address, port));

/** A port that nothing on a test machine holds (tcpmux). */
const NOBODYS = 1;

describe("a port that is taken", () => {
  test.if(process.platform === "linux")("is reported with the program that holds it", async () => {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    try {
      const { message } = explain("EADDRINUSE", "127.0.0.1", port);
      expect(message).toMatch(
        new RegExp(`^port ${port} is taken: \\S.* \\(process ${process.pid}\\) listens on it\\.\n`),
      );
      expect(message).toContain("Stop that program, or choose another port; --port 0 takes a free one.");
    } finally {
      server.close();
    }
  });

  test("whose holder cannot be seen is reported with the command that shows it", () => {
    const { message } = explain("EADDRINUSE", "::", NOBODYS);
    expect(message).toStartWith(
      "port 1 is taken, or was a moment ago. Root can see which process holds it: ss -tanp 'sport = :1'\n",
    );
  });

  test.if(process.platform === "linux")(
    "in the ephemeral range is reported with how to reserve it; one below the range is not",
    async () => {
      const range = await Bun.file("/proc/sys/net/ipv4/ip_local_port_range").text();
      const [first, last] = range.trim().split(/\s+/).map(Number) as [number, number];
      const words = (port: number) => explain("EADDRINUSE", "::", port).message;
      for (const port of [first, last]) {
        expect(words(port)).toContain(
          `outgoing connections (${first} to ${last}); to reserve it, and the monitor's:`,
        );
        expect(words(port)).toContain(`  sysctl -w net.ipv4.ip_local_reserved_ports=${port},45080`);
      }
      expect(words(NOBODYS)).not.toContain("ip_local_reserved_ports");
    },
  );
});

test("a port that needs a privilege is reported with the two solutions", () => {
  const { message } = explain("EACCES", "::", 80);
  expect(message).toStartWith("port 80 needs a privilege that this user does not have");
  expect(message).toContain("Choose a port from 1024 on");
  expect(message).toContain("sysctl -w net.ipv4.ip_unprivileged_port_start=80");
});

test("an address of another machine is reported with those of this one", () => {
  const { message } = explain("EADDRNOTAVAIL", "192.0.2.1", 45_000);
  expect(message).toStartWith("192.0.2.1 is not an address of this machine. Its addresses: ");
  for (const address of ownAddresses()) expect(message).toContain(address);
  expect(message).toContain("--host, or use * for all");
});

test("any other failure is reported with the system's code", () => {
  expect(explain("EAFNOSUPPORT", "::", 45_000).message).toBe("cannot listen on :: port 45000: EAFNOSUPPORT.");
});

test.each(["EADDRINUSE", "EACCES", "EADDRNOTAVAIL", "EAFNOSUPPORT"])(
  "%s is the environment's fault: the command ends with exit code 3",
  (code) => {
    expect(explain(code, "127.0.0.1", NOBODYS).exitCode).toBe(EXIT.environment);
    expect(EXIT.environment).toBe(3);
  },
);

test("this machine's addresses end with loopback, and include no link-local one", () => {
  const addresses = ownAddresses();
  expect(addresses).toContain("127.0.0.1");
  const isLoopback = (address: string) => address.startsWith("127.") || address === "::1";
  const firstLoopback = addresses.findIndex(isLoopback);
  expect(addresses.slice(firstLoopback).filter((address) => !isLoopback(address))).toEqual([]);
  expect(addresses.filter((address) => address.startsWith("fe80:"))).toEqual([]);
});
