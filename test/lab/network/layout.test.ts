import { expect, test } from "bun:test";
import {
  DEFAULT_NETWORK,
  defaultHosts,
  formatNetwork,
  layoutOf,
  parseHosts,
  parseNetwork,
} from "../../../src/lab/network/layout.ts";

test("the usual lab is the assignment's", () => {
  const { hosts, network } = layoutOf(DEFAULT_NETWORK, defaultHosts(DEFAULT_NETWORK));
  expect(formatNetwork(network)).toBe("172.16.16.0/24");
  expect(hosts.map(({ name, address }) => `${name}=${address}`)).toEqual([
    "mesin1=172.16.16.101",
    "mesin2=172.16.16.102",
    "mesin3=172.16.16.103",
  ]);
});

test("another network gets the same numbers, where it has them", () => {
  const addresses = defaultHosts(parseNetwork("10.4.0.0/16")).map(({ address }) => address);
  expect(addresses).toEqual(["10.4.0.101", "10.4.0.102", "10.4.0.103"]);
  expect(() => defaultHosts(parseNetwork("192.168.200.128/29"))).toThrow("too small");
});

test("a network that is none is refused, with what is wanted", () => {
  for (const text of [
    "",
    "172.16.16.0",
    "172.16.16.0/31",
    "172.16.16.0/7",
    "300.0.0.0/24",
    "fe80::/64",
    "x/24",
  ]) {
    expect(() => parseNetwork(text)).toThrow("wants an IPv4 network");
  }
  expect(() => parseNetwork("172.16.16.5/24")).toThrow("wants the network's own address: 172.16.16.0/24");
});

test("hosts that cannot be are refused, with what is wrong", () => {
  const wrong = {
    "mesin1=172.16.16.101": "two hosts at least",
    "a=10.0.0.1,a=10.0.0.2": "names a twice",
    "a=10.0.0.1,b=10.0.0.1": "names 10.0.0.1 twice",
    "a=10.0.0.1,b=10.0.0.256": "wants an IPv4 address for b",
    "a=10.0.0.1,1b=10.0.0.2": "wants name=address",
    "a=10.0.0.1,abcdefghijklmnop=10.0.0.2": "1 to 15 letters",
    "a=10.0.0.1,lo=10.0.0.2": "wants name=address",
    "a=10.0.0.1,b; reboot=10.0.0.2": "wants name=address",
    "a=10.0.0.1,": "wants name=address",
  };
  for (const [text, message] of Object.entries(wrong)) expect(() => parseHosts(text)).toThrow(message);
  const many = Array.from({ length: 33 }, (_, index) => `h${index}=10.0.0.${index + 1}`).join(",");
  expect(() => parseHosts(many)).toThrow("32 hosts at most");
});

test("an address outside the network, or one of its ends, is no host's", () => {
  for (const address of ["172.16.17.1", "172.16.16.0", "172.16.16.255"]) {
    const hosts = parseHosts(`a=172.16.16.1,b=${address}`);
    expect(() => layoutOf(DEFAULT_NETWORK, hosts)).toThrow(`gives b the address ${address}`);
  }
});
