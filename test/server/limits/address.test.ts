/** Addresses as bits: every way to write one is the same address, and a limit's key is what one host has. */
import { describe, expect, test } from "bun:test";
import { isIP } from "node:net";
import fc from "fast-check";
import { hashOf, isIpv4, keyOf, parseAddress } from "../../../src/server/limits/address.ts";

const parsed = (text: string): readonly number[] => parseAddress(text) ?? [];
const keyOfText = (text: string) => keyOf(parseAddress(text) ?? [0, 0, 0, 0]);

describe("an address", () => {
  test.each([
    ["0.0.0.0", [0, 0, 0xffff, 0]],
    ["10.1.2.3", [0, 0, 0xffff, 0x0a010203]],
    ["255.255.255.255", [0, 0, 0xffff, 0xffffffff]],
    ["::", [0, 0, 0, 0]],
    ["::1", [0, 0, 0, 1]],
    ["1::", [0x10000, 0, 0, 0]],
    ["2001:db8::ff00:42:8329", [0x20010db8, 0, 0xff00, 0x00428329]],
    ["2001:DB8:0:0:0:ff00:42:8329", [0x20010db8, 0, 0xff00, 0x00428329]],
    ["1:2:3:4:5:6:7:8", [0x10002, 0x30004, 0x50006, 0x70008]],
    ["1:2:3:4:5:6:7::", [0x10002, 0x30004, 0x50006, 0x70000]],
    ["64:ff9b::192.0.2.33", [0x64ff9b, 0, 0, 0xc0000221]],
    ["fe80::1%eth0", [0xfe800000, 0, 0, 1]],
  ])("is its bits: %s", (text, words) => {
    expect(parsed(text)).toEqual(words);
  });

  test.each(["::ffff:10.1.2.3", "::ffff:a01:203", "0:0:0:0:0:FFFF:10.1.2.3"])(
    "that is IPv4-mapped is the IPv4 one: %s",
    (text) => {
      expect(parsed(text)).toEqual(parsed("10.1.2.3"));
      expect(isIpv4(parseAddress(text) ?? [0, 0, 0, 0])).toBe(true);
    },
  );

  test.each([
    "",
    "10.1.2",
    "10.1.2.3.4",
    "256.1.1.1",
    "010.1.1.1",
    "1::2::3",
    "g::",
    "10.1.2.3/8",
    "localhost",
  ])("is none: %j", (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test("is valid exactly if Node takes the text as one", () => {
    const alphabet = fc.constantFrom(..."0125af:.gF");
    const noise = fc.string({ unit: alphabet, maxLength: 20 });
    const group = fc.constantFrom(
      "0",
      "1",
      "ffff",
      "FE80",
      "12345",
      "g",
      "",
      "::",
      "1.2.3.4",
      "255.255.255.255",
    );
    const colons = fc.array(group, { maxLength: 10 }).map((groups) => groups.join(":"));
    const dots = fc.array(fc.constantFrom("0", "00", "1", "25", "255", "256", "x", ""), { maxLength: 5 });
    const texts = fc.oneof(
      noise,
      colons,
      dots.map((bytes) => bytes.join(".")),
      fc.ipV4(),
      fc.ipV6(),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(parseAddress(text) !== undefined).toBe(isIP(text) !== 0);
      }),
      { numRuns: 5_000 },
    );
  });

  test("is read from any spelling of its bits", () => {
    const words = fc.tuple(fc.nat(0xffff), fc.nat(0xffff), fc.nat(0xffff), fc.nat(0xffff));
    fc.assert(
      fc.property(fc.ipV6(), words, (text, [a, b, c, d]) => {
        // The runtime's own URL parser is another reading of the same text.
        fc.pre(URL.canParse(`http://[${text}]/`)); // it refuses some that are right
        const canonical = new URL(`http://[${text}]/`).hostname.slice(1, -1);
        expect(parsed(canonical)).toEqual(parsed(text) as number[]);
        const hex = [a, b, c, d].map((group) => group.toString(16)).join(":");
        expect(parsed(`::${hex}`).slice(2)).toEqual([(a * 65536 + b) >>> 0, (c * 65536 + d) >>> 0]);
      }),
    );
  });
});

describe("what a limit counts as one peer", () => {
  test("is an IPv4 address, however it is written", () => {
    expect(keyOfText("::ffff:10.1.2.3")).toEqual(keyOfText("10.1.2.3"));
    expect(keyOfText("10.1.2.4")).not.toEqual(keyOfText("10.1.2.3"));
  });

  test("is a /64 of IPv6, and another /64 is another peer", () => {
    expect(keyOfText("2001:db8:0:1::1")).toEqual(keyOfText("2001:db8:0:1:ffff:ffff:ffff:ffff"));
    expect(keyOfText("2001:db8:0:1::1")).not.toEqual(keyOfText("2001:db8:0:2::1"));
  });

  test("is never the same for an IPv4 and an IPv6 peer", () => {
    expect(keyOfText("::10.1.2.3")).not.toEqual(keyOfText("10.1.2.3"));
    expect(keyOfText("0:0:a01:203::")).not.toEqual(keyOfText("10.1.2.3"));
  });
});

test("neighbours are spread over a table", () => {
  const rows = new Set(Array.from({ length: 256 }, (_, host) => hashOf(keyOfText(`10.0.0.${host}`)) & 1023));
  expect(rows.size).toBeGreaterThan(200); // 226 of 1024 rows are to be expected of chance
});
