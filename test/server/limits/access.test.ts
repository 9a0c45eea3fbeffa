/** The lists of --allow and --deny: which addresses are admitted. */
import { describe, expect, test } from "bun:test";
import { BlockList, isIP } from "node:net";
import fc from "fast-check";
import { compileAccess, readSubnet } from "../../../src/server/limits/access.ts";

function isAllowed(peer: string, allow: readonly string[], deny: readonly string[] = []): boolean {
  return compileAccess({ allow, deny }).isAllowed(peer);
}

describe("an address", () => {
  test.each<[string, readonly string[], readonly string[], boolean]>([
    ["10.1.2.3", [], [], true],
    ["10.1.2.3", ["10.0.0.0/8"], [], true],
    ["11.1.2.3", ["10.0.0.0/8"], [], false],
    ["10.1.2.3", [], ["10.1.2.3"], false],
    ["10.1.2.4", [], ["10.1.2.3"], true],
    ["10.1.2.3", ["10.0.0.0/8", "192.168.0.0/16"], [], true],
    ["192.168.7.7", ["10.0.0.0/8", "192.168.0.0/16"], [], true],
    ["2001:db8::1", ["10.0.0.0/8"], [], false],
    ["2001:db8::1", ["2001:db8::/32"], [], true],
    ["2001:db9::1", ["2001:db8::/32"], [], false],
    ["2001:db8:0:1::9", ["2001:db8:0:1::/64"], [], true],
    ["2001:db8:0:2::9", ["2001:db8:0:1::/64"], [], false],
    ["172.16.16.102", ["172.16.16.96/29"], [], true],
    ["172.16.16.104", ["172.16.16.96/29"], [], false],
  ])("%s, allowed %j, denied %j: %j", (peer, allow, deny, expected) => {
    expect(isAllowed(peer, allow, deny)).toBe(expected);
  });

  test("that is denied is not admitted, even if the same or a narrower entry allows it", () => {
    expect(isAllowed("10.1.2.3", ["10.1.2.3"], ["10.0.0.0/8"])).toBe(false);
    expect(isAllowed("10.1.2.3", ["10.1.2.3"], ["10.1.2.3"])).toBe(false);
  });

  test("of IPv4 is the same if it, or the entry, is written as a mapped one", () => {
    expect(isAllowed("::ffff:10.1.2.3", [], ["10.0.0.0/8"])).toBe(false);
    expect(isAllowed("10.1.2.3", [], ["::ffff:10.0.0.0/104"])).toBe(false);
    expect(isAllowed("10.1.2.3", ["::ffff:0:0/96"])).toBe(true);
  });

  test("is matched within its own family", () => {
    expect(isAllowed("10.1.2.3", ["::/0"])).toBe(false);
    expect(isAllowed("2001:db8::1", ["::/0"])).toBe(true);
    expect(isAllowed("2001:db8::1", ["0.0.0.0/0"])).toBe(false);
    expect(isAllowed("10.1.2.3", ["0.0.0.0/0"])).toBe(true);
  });

  test("is matched whatever the bits after the prefix", () => {
    expect(isAllowed("10.9.9.9", ["10.1.2.3/8"])).toBe(true);
  });
});

test.each([
  "",
  "10.0.0.0/33",
  "10.0.0.0/",
  "10.0.0.0/8/8",
  "10.0.0.0/-1",
  "10.0.0.0/0x8",
  "::/129",
  "10.0.0",
  "eth0",
  "all",
])("is not an address or subnet: %j", (text) => {
  expect(readSubnet(text)).toBeUndefined();
});

test("a mapped subnet with IPv4's prefix is refused: it would not be what it looks like", () => {
  expect(readSubnet("::ffff:10.0.0.0/8")).toBeUndefined();
});

test("an entry for a single link is refused: it would admit that address on every link", () => {
  expect(readSubnet("fe80::1%eth0")).toBeUndefined();
});

test("a subnet contains the addresses that the runtime's block list finds in it", () => {
  const subnet = fc.oneof(
    fc.tuple(fc.ipV4(), fc.nat(32), fc.ipV4()),
    fc.tuple(fc.ipV6(), fc.nat(128), fc.ipV6()),
  );
  fc.assert(
    fc.property(subnet, fc.nat(128), ([base, prefix, far], changed) => {
      fc.pre(readSubnet(`${base}/${prefix}`) !== undefined);
      // Two addresses drawn by chance share no bits; the base's own neighbour does.
      const near = changed % 2 === 0 ? base : base.replace(/[0-9]$/, "7");
      const family = isIP(base) === 4 ? "ipv4" : "ipv6";
      const list = new BlockList();
      list.addSubnet(base, prefix, family);
      for (const peer of [far, near]) {
        fc.pre(isIP(peer) !== 0 && !peer.toLowerCase().startsWith("::ffff:"));
        expect(isAllowed(peer, [`${base}/${prefix}`])).toBe(list.check(peer, family));
      }
    }),
  );
});
