/** Addresses in text and in the bytes of the kernel, against RFC 5952 and the runtime's URLs. */
import { describe, expect, test } from "bun:test";
import { networkInterfaces } from "node:os";
import fc from "fast-check";
import {
  decodeAddress,
  decodeIpv4,
  decodePort,
  encodeAddress,
} from "../../../../src/server/sockets/linux/socket-address.ts";
import { systemCalls } from "../../../../src/server/sockets/linux/system-calls.ts";

const calls = systemCalls();

describe.skipIf(calls === undefined)("an address", () => {
  const encode = (address: string, port = 0) =>
    encodeAddress(calls as NonNullable<typeof calls>, address, port);
  const roundTrip = (address: string) => decodeAddress(encode(address)?.bytes ?? new Uint8Array(2));

  // RFC 5952: 4.1 leading zeros, 4.2.1 as short as possible, 4.2.2 no single group, 4.2.3 the first of equals, 4.3 case.
  for (const [text, canonical] of [
    ["2001:0db8::0001", "2001:db8::1"],
    ["2001:db8:0:0:0:0:2:1", "2001:db8::2:1"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["2001:DB8::ABCD", "2001:db8::abcd"],
    ["0:0:0:0:0:0:0:0", "::"],
    ["0:0:0:0:0:0:0:1", "::1"],
    ["fe80:0:0:0:0:0:0:0", "fe80::"],
    ["::ffff:c000:201", "::ffff:192.0.2.1"],
    ["192.0.2.1", "192.0.2.1"],
  ] as const)
    test(`${text} is written ${canonical}`, () => {
      expect(roundTrip(text)).toBe(canonical);
    });

  test.each<[string, number | undefined]>([
    ["192.0.2.1", 0xc0000201],
    ["::ffff:255.255.255.254", 0xfffffffe],
    ["::1", undefined],
    ["::192.0.2.1", undefined],
    ["64:ff9b::ffff:c000:201", undefined],
  ])("%s is as IPv4 %p", (text, word) => {
    expect(decodeIpv4(encode(text)?.bytes ?? new Uint8Array(2))).toBe(word);
  });

  test("of IPv6 is written as URLs write it, whatever it is", () => {
    const group = fc.oneof(fc.constant(0), fc.nat({ max: 0xffff })).map((value) => value.toString(16));
    const all = fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(":"));
    const address = all.filter((text) => !text.startsWith("0:0:0:0:0:ffff:")); // URLs write mapped IPv4 in hex
    fc.assert(
      fc.property(address, (text) => {
        expect(`[${roundTrip(text)}]`).toBe(new URL(`http://[${text}]`).hostname);
      }),
    );
  });

  test("of IPv4 is written as it is read, whatever it is", () => {
    fc.assert(fc.property(fc.ipV4(), (text) => expect(roundTrip(text)).toBe(text)));
  });

  test("keeps its port, in the order of the network", () => {
    fc.assert(
      fc.property(fc.nat({ max: 65_535 }), fc.constantFrom("127.0.0.1", "::1"), (port, address) => {
        expect(decodePort(encode(address, port)?.bytes ?? new Uint8Array(4))).toBe(port);
      }),
    );
  });

  test("has its interface by name or by number", () => {
    const [name = "", found] = Object.entries(networkInterfaces())[0] ?? [];
    const index = encode(`fe80::1%${name}`)?.bytes[24];
    expect(index).toBeGreaterThan(0);
    expect(encode(`fe80::1%${index}`)?.bytes[24]).toBe(index as number);
    expect(found).toBeDefined();
  });

  for (const text of ["", "localhost", "1.2.3", "1.2.3.256", "01.2.3.4", "1::2::3", "12345::", ":"])
    test(`is not ${JSON.stringify(text)}`, () => {
      expect(encode(text)).toBeUndefined();
    });

  test("of an unknown family is no text", () => {
    expect(decodeAddress(new Uint8Array(28))).toBe("");
  });
});
