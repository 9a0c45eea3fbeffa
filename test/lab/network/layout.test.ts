import { expect, test } from "bun:test";
import {
  DEFAULT_NETWORK,
  defaultHosts,
  formatNetwork,
  layoutOf,
  parseHosts,
  parseNetwork,
} from "../../../src/lab/network/layout.ts";

test("the default lab is the assignment's", () => {
  const { hosts, network } = layoutOf(DEFAULT_NETWORK, defaultHosts(DEFAULT_NETWORK));
  expect(formatNetwork(network)).toBe("172.16.16.0/24");
  expect(hosts.map(({ name, address }) => `${name}=${address}`)).toEqual([
    "mesin1=172.16.16.101",
    "mesin2=172.16.16.102",
    "mesin3=172.16.16.103",
  ]);
});

test("another network gets the same host numbers, if it has them", () => {
  const addresses = defaultHosts(parseNetwork("10.4.0.0/16")).map(({ address }) => address);
  expect(addresses).toEqual(["10.4.0.101", "10.4.0.102", "10.4.0.103"]);
  expect(() => defaultHosts(parseNetwork("192.168.200.128/29"))).toThrow("too small");
});

test("an invalid network is refused with what is expected", () => {
  for (const text of [
    "",
    "172.16.16.0",
    "172.16.16.0/31",
    "172.16.16.0/7",
    "300.0.0.0/24",
    "fe80::/64",
    "x/24",
  ]) {
    expect(() => parseNetwork(text)).toThrow("must be an IPv4 network");
  }
  expect(() => parseNetwork("172.16.16.5/24")).toThrow("must be the network's own address, 172.16.16.0/24");
});

test("invalid hosts are refused with the reason", () => {
  const wrong = {
    "mesin1=172.16.16.101": "at least two hosts",
    "a=10.0.0.1,a=10.0.0.2": "names a twice",
    "a=10.0.0.1,b=10.0.0.1": "names 10.0.0.1 twice",
    "a=10.0.0.1,b=10.0.0.256": "needs an IPv4 address for b",
    "a=10.0.0.1,1b=10.0.0.2": "must be name=address",
    "a=10.0.0.1,abcdefghijklmnop=10.0.0.2": "1 to 15 letters",
    "a=10.0.0.1,lo=10.0.0.2": "must be name=address",
    "a=10.0.0.1,b; reboot=10.0.0.2": "must be name=address",
    "a=10.0.0.1,": "must be name=address",
  };
  for (const [text, message] of Object.entries(wrong)) expect(() => parseHosts(text)).toThrow(message);
  const many = Array.from({ length: 33 }, (_, index) => `h${index}=10.0.0.${index + 1}`).join(",");
  expect(() => parseHosts(many)).toThrow("at most 32");
});

test("an address outside the network, its own address and its broadcast address are refused", () => {
  for (const address of ["172.16.17.1", "172.16.16.0", "172.16.16.255"]) {
    const hosts = parseHosts(`a=172.16.16.1,b=${address}`);
    expect(() => layoutOf(DEFAULT_NETWORK, hosts)).toThrow(`gives b the address ${address}`);
  }
});
