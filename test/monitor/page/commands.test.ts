import { expect, test } from "bun:test";
import { hostsToDial, requestCommands } from "../../../src/monitor/page/commands.ts";

const hosts = (
  pageHost: string,
  addresses: readonly string[],
  network: readonly string[] = [],
): readonly string[] =>
  hostsToDial(
    { listening: { addresses, port: 1 }, network: { addresses: network, page: undefined } },
    pageHost,
  );

test("a server on the network is reached by the addresses of the network, that of the page first", () => {
  const network = ["192.168.1.5", "10.0.0.5", "2001:db8::5"];
  expect(hosts("127.0.0.1", ["*"], network)).toEqual(network);
  expect(hosts("10.0.0.5", ["*"], network)).toEqual(["10.0.0.5", "192.168.1.5", "2001:db8::5"]);
  expect(hosts("[2001:db8::5]", ["*"], network)[0]).toBe("2001:db8::5");
  expect(hosts("mesin1", ["*"], network)).toEqual(network);
});

test("a server on no address of the network is reached at the page's host, or at its own address", () => {
  expect(hosts("127.0.0.1", ["127.0.0.1"])).toEqual(["127.0.0.1"]);
  expect(hosts("[::1]", ["::", "0.0.0.0"])).toEqual(["::1"]);
  expect(hosts("127.0.0.1", ["172.16.16.101"])).toEqual(["172.16.16.101"]);
  expect(hosts("127.0.0.1", [])).toEqual(["127.0.0.1"]);
});

test("each command ends its lines in CR LF, and is named by the program that does", () => {
  const commands = requestCommands("127.0.0.1", 45_000);
  expect(commands.map(({ program }) => program)).toEqual(["nc", "OpenBSD nc", "ncat", "Python"]);
  expect(commands[0]?.command).toBe("printf 'TIME\\r\\nQUIT\\r\\n' | nc 127.0.0.1 45000");
  expect(commands[3]?.command).toContain("b'TIME\\r\\nQUIT\\r\\n'");
});
