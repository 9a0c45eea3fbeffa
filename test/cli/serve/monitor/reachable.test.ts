/** Which addresses a page tells a class to use. */
import { expect, test } from "bun:test";
import type { NetworkInterfaceInfo } from "node:os";
import { reachable } from "../../../../src/cli/serve/monitor/reachable.ts";

const at = (address: string, internal = false) => ({ address, internal }) as NetworkInterfaceInfo;
const INTERFACES = {
  lo: [at("127.0.0.1", true), at("::1", true)],
  eth0: [at("2001:db8::5"), at("192.168.1.5"), at("fe80::1")],
  wlan0: [at("10.0.0.5")],
  down: undefined,
};

test("every address of the network, IPv4 first, if the server listens on all", () => {
  expect(reachable(["*"], INTERFACES)).toEqual(["192.168.1.5", "10.0.0.5", "2001:db8::5"]);
  expect(reachable(["::"], INTERFACES)).toEqual(["192.168.1.5", "10.0.0.5", "2001:db8::5"]);
  expect(reachable(["0.0.0.0"], INTERFACES)).toEqual(["192.168.1.5", "10.0.0.5"]);
});

test("those it listens on, without loopback", () => {
  expect(reachable(["127.0.0.1", "10.0.0.5"], INTERFACES)).toEqual(["10.0.0.5"]);
  expect(reachable(["127.0.0.1", "::1", "localhost"], INTERFACES)).toEqual([]);
});
