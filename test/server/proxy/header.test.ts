/** The PROXY header against its specification: what is one, the client it names, and that every prefix of one is incomplete. */
import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { readHeader } from "../../../src/server/proxy/header.ts";
import type { HeaderReading } from "../../../src/server/proxy/reading.ts";
import {
  addressBlock,
  type BinaryHeader,
  binaryHeader,
  CHECKSUM_TYPE,
  LOCAL_COMMAND,
  TCP4,
  TCP6,
} from "./headers.ts";

const read = (text: string) => readHeader(Buffer.from(text, "latin1"));
const named = (address: string, port: number) => ({ kind: "named", address, port });
const UNNAMED = { kind: "unnamed" };

/** The client that the header names; its length is all of it. */
function clientOf(bytes: Uint8Array) {
  const reading = readHeader(bytes);
  if (reading.kind !== "header") return reading.kind;
  expect(reading.length).toBe(bytes.length);
  return reading.client;
}

const octet = fc.integer({ min: 0, max: 255 });
const ipv4 = fc.tuple(octet, octet, octet, octet).map((bytes) => bytes.join("."));
const port = fc.integer({ min: 0, max: 65_535 });
const group = fc.integer({ min: 0, max: 0xffff });
const groups = fc.array(fc.oneof(fc.constant(0), group), { minLength: 8, maxLength: 8 });
const inFull = (all: readonly number[]) => all.map((each) => each.toString(16).padStart(4, "0")).join(":");
/** As the runtime's URLs write it, except for mapped addresses. */
const canonical = (text: string) => new URL(`http://[${text}]/`).hostname.slice(1, -1);
const notMapped = groups.filter((all) => all.slice(0, 5).some((each) => each > 0) || all[5] !== 0xffff);

const tlvs = fc.array(
  fc.record({
    type: octet.filter((type) => type !== CHECKSUM_TYPE),
    value: fc.uint8Array({ maxLength: 200 }),
  }),
  { maxLength: 4 },
);

type ValidHeader = readonly [header: Buffer, client: unknown];

/** Valid headers, and their clients. */
const valid = fc.oneof<fc.Arbitrary<ValidHeader>[]>(
  fc
    .tuple(ipv4, ipv4, port, port)
    .map(([from, to, source, target]) => [
      Buffer.from(`PROXY TCP4 ${from} ${to} ${source} ${target}\r\n`),
      named(from, source),
    ]),
  fc.tuple(notMapped, groups, port, port).map(([from, to, source, target]) => {
    const text = `PROXY TCP6 ${inFull(from)} ${inFull(to)} ${source} ${target}\r\n`;
    return [Buffer.from(text), named(canonical(inFull(from)), source)];
  }),
  fc
    .string({ maxLength: 90, unit: "grapheme-ascii" })
    .map((rest) => [Buffer.from(`PROXY UNKNOWN ${rest.replace(/[\r\n]/g, "")}\r\n`), UNNAMED]),
  fc
    .tuple(ipv4, ipv4, port, port, tlvs, fc.boolean())
    .map(([from, to, source, target, more, hasChecksum]) => {
      const addresses = addressBlock(from, to, source, target);
      return [binaryHeader({ addresses, tlvs: more, hasChecksum }), named(from, source)];
    }),
  fc.tuple(notMapped, groups, port, port, tlvs, fc.boolean()).map(([from, to, source, target, more, has]) => {
    const addresses = addressBlock(inFull(from), inFull(to), source, target);
    const header = binaryHeader({ family: TCP6, addresses, tlvs: more, hasChecksum: has });
    return [header, named(canonical(inFull(from)), source)];
  }),
  fc
    .tuple(octet, fc.uint8Array({ maxLength: 300 }))
    .map(([family, addresses]) => [binaryHeader({ command: LOCAL_COMMAND, family, addresses }), UNNAMED]),
);

describe("any valid header", () => {
  test("names its client, whatever follows it", () => {
    fc.assert(
      fc.property(valid, fc.uint8Array({ maxLength: 40 }), ([header, client], rest) => {
        expect(readHeader(Buffer.concat([header, rest]))).toEqual({
          kind: "header",
          length: header.length,
          client,
        } as HeaderReading);
      }),
    );
  });

  test("is incomplete at every place where it can be cut", () => {
    fc.assert(
      fc.property(valid, ([header]) => {
        for (let length = 0; length < header.length; length++)
          expect(readHeader(header.subarray(0, length)).kind).toBe("incomplete");
      }),
    );
  });
});

test("no bytes at all make it throw, and what is invalid stays so, whatever follows", () => {
  const start = fc.constantFrom("", "PROXY ", "PROXY TCP4 ", "PROXY TCP6 ::", "\r\n\r\n\0\r\nQUIT\n");
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 300 }), fc.uint8Array(), (text, some, more) => {
      const bytes = Buffer.concat([Buffer.from(text, "latin1"), some]);
      const reading = readHeader(bytes);
      if (reading.kind !== "invalid") return;
      expect(readHeader(Buffer.concat([bytes, more]))).toEqual(reading);
    }),
    { numRuns: 2_000 },
  );
});

describe("version 1", () => {
  test.each([
    ["PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n", named("255.255.255.255", 65_535)],
    ["PROXY TCP4 0.0.0.0 0.0.0.0 0 0\r\n", named("0.0.0.0", 0)],
    ["PROXY TCP6 ::1 ::1 1 2\r\n", named("::1", 1)],
    ["PROXY TCP6 2001:DB8::00A1 :: 1 2\r\n", named("2001:db8::a1", 1)],
    ["PROXY TCP6 ::ffff:10.1.2.3 ::ffff:10.1.2.4 1 2\r\n", named("::ffff:10.1.2.3", 1)],
    ["PROXY TCP6 0:0:0:0:0:FFFF:0a01:0203 ::1 1 2\r\n", named("::ffff:10.1.2.3", 1)],
    ["PROXY UNKNOWN\r\n", UNNAMED],
    ["PROXY UNKNOWN \r\n", UNNAMED],
    [`PROXY UNKNOWN ${"f".repeat(91)}\r\n`, UNNAMED],
    ["PROXY UNKNOWN TCP4 \n \r \xff\r\n", UNNAMED],
  ])("%j names its client", (text, client) => {
    expect(clientOf(Buffer.from(text, "latin1")) as unknown).toEqual(client);
  });

  const MAX6 = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

  test("lines of the greatest lengths in the specification are read: 56 and 104 bytes, and 107 for UNKNOWN", () => {
    const tcp6 = `PROXY TCP6 ${MAX6} ${MAX6} 65535 65535\r\n`;
    const unknown = `PROXY UNKNOWN ${MAX6} ${MAX6} 65535 65535\r\n`;
    expect([tcp6.length, unknown.length]).toEqual([104, 107]);
    expect([clientOf(Buffer.from(tcp6)), clientOf(Buffer.from(unknown))] as unknown[]).toEqual([
      named(MAX6, 65_535),
      UNNAMED,
    ]);
    expect(read(unknown.replace("\r\n", "f\r\n")).kind).toBe("invalid");
    expect(read(`PROXY ${"A".repeat(100)}`).kind).toBe("incomplete");
    expect(read(`PROXY ${"A".repeat(101)}`).kind).toBe("invalid");
  });

  test.each([
    "TIME\r\n",
    "proxy TCP4 1.2.3.4 1.2.3.4 1 2\r\n",
    "PROXY  TCP4 1.2.3.4 1.2.3.4 1 2\r\n",
    "PROXY\tTCP4 1.2.3.4 1.2.3.4 1 2\r\n",
    "PROXY TCP4 1.2.3.4 1.2.3.4 1 2 \r\n",
    "PROXY TCP4 1.2.3.4 1.2.3.4 1\r\n",
    "PROXY TCP4 1.2.3.4 1.2.3.4  1 2\r\n",
    "PROXY TCP4 01.2.3.4 1.2.3.4 1 2\r\n",
    "PROXY TCP4 1.2.3.4 1.2.3.04 1 2\r\n",
    "PROXY TCP4 1.2.3 1.2.3.4 1 2\r\n",
    "PROXY TCP4 1.2.3.4.5 1.2.3.4 1 2\r\n",
    "PROXY TCP4 1.2.3.256 1.2.3.4 1 2\r\n",
    "PROXY TCP4 ::1 ::1 1 2\r\n",
    "PROXY TCP4 1.2.3.4 ::1 1 2\r\n",
    "PROXY TCP4 ::ffff:1.2.3.4 ::ffff:1.2.3.4 1 2\r\n",
    "PROXY TCP6 1.2.3.4 1.2.3.4 1 2\r\n",
    "PROXY TCP6 ::1 1.2.3.4 1 2\r\n",
    "PROXY TCP6 ::1::2 ::1 1 2\r\n",
    "PROXY TCP6 fe80::1%eth0 ::1 1 2\r\n",
    "PROXY TCP6 1:2:3:4:5:6:7 ::1 1 2\r\n",
    "PROXY TCP6 1:2:3:4:5:6:7:8:9 ::1 1 2\r\n",
    "PROXY TCP6 12345::1 ::1 1 2\r\n",
    "PROXY TCP4 1.2.3.4 1.2.3.4 01 2\r\n",
    "PROXY TCP4 1.2.3.4 1.2.3.4 65536 2\r\n",
    "PROXY TCP4 1.2.3.4 1.2.3.4 1 65536\r\n",
    "PROXY TCP4 1.2.3.4 1.2.3.4 -1 2\r\n",
    "PROXY TCP4 1.2.3.4 1.2.3.4 1 2\nTIME\r\n",
    "PROXY TCP4 1.2.3.4 1.2.3.4 1 2\rTIME\r\n",
    "PROXY UDP4 1.2.3.4 1.2.3.4 1 2\r\n",
    "PROXY UNKNOWNX\r\n",
    "PROXY unknown\r\n",
    "PROXY \r\n",
  ])("%j is not a header", (text) => {
    expect(read(text).kind).toBe("invalid");
  });
});

describe("version 2", () => {
  const tcp6 = addressBlock("2001:db8::1", "2001:db8::2", 1, 2);

  test.each<[string, BinaryHeader, unknown]>([
    ["TCP over IPv4", {}, named("203.0.113.7", 50_000)],
    ["TCP over IPv6", { family: TCP6, addresses: tcp6 }, named("2001:db8::1", 1)],
    [
      "an IPv4-mapped address",
      { family: TCP6, addresses: addressBlock("::ffff:10.1.2.3", "::ffff:10.1.2.4", 1, 2) },
      named("::ffff:10.1.2.3", 1),
    ],
    ["a UDP client, which is not served", { family: 0x12 }, UNNAMED],
    ["a UDP client with IPv6", { family: 0x22, addresses: tcp6 }, UNNAMED],
    ["a UNIX stream", { family: 0x31, addresses: Buffer.alloc(216) }, UNNAMED],
    ["a UNIX datagram", { family: 0x32, addresses: Buffer.alloc(216) }, UNNAMED],
    ["UNSPEC without addresses", { family: 0, addresses: Buffer.alloc(0) }, UNNAMED],
    ["UNSPEC with bytes to skip", { family: 0, addresses: Buffer.alloc(9, 0xff) }, UNNAMED],
    ["a family without a transport", { family: 0x10 }, UNNAMED],
    ["a transport without a family", { family: 0x01 }, UNNAMED],
    ["LOCAL", { command: LOCAL_COMMAND, family: 0, addresses: Buffer.alloc(0) }, UNNAMED],
    ["LOCAL with addresses, which are skipped", { command: LOCAL_COMMAND }, UNNAMED],
    ["LOCAL of an unknown family", { command: LOCAL_COMMAND, family: 0xff }, UNNAMED],
    ["TLVs", { tlvs: [{ type: 0x02, value: Buffer.from("jam") }] }, named("203.0.113.7", 50_000)],
    ["an empty TLV", { tlvs: [{ type: 0x04, value: Buffer.alloc(0) }] }, named("203.0.113.7", 50_000)],
    ["4,096 bytes", { tlvs: [{ type: 0x20, value: Buffer.alloc(4065) }] }, named("203.0.113.7", 50_000)],
  ])("%s", (_, header, client) => {
    expect(clientOf(binaryHeader(header)) as unknown).toEqual(client);
  });

  test.each<[string, BinaryHeader]>([
    ["version 1 in the binary form", { command: 0x11 }],
    ["version 3", { command: 0x31 }],
    ["an unknown command", { command: 0x22 }],
    ["an unknown family", { family: 0x41 }],
    ["an unknown transport", { family: 0x13 }],
    ["addresses of IPv4 that are too short", { addresses: Buffer.alloc(11) }],
    ["addresses of IPv6 that are too short", { family: TCP6, addresses: Buffer.alloc(35) }],
    ["addresses of UNIX that are too short", { family: 0x31, addresses: Buffer.alloc(215) }],
    ["a TLV without its length", { addresses: Buffer.alloc(14) }],
    [
      "a TLV that exceeds the header",
      { addresses: Buffer.concat([Buffer.alloc(12), Buffer.of(4, 0, 9, 0)]) },
    ],
    ["4,097 bytes", { tlvs: [{ type: 0x20, value: Buffer.alloc(4066) }] }],
    ["a checksum of the wrong length", { tlvs: [{ type: CHECKSUM_TYPE, value: Buffer.alloc(3) }] }],
  ])("%s is not a header", (_, header) => {
    expect(clientOf(binaryHeader(header))).toBe("invalid");
  });

  test("a header of which one bit was changed does not pass its checksum", () => {
    const header = binaryHeader({ family: TCP4, hasChecksum: true });
    for (let bit = 16 * 8; bit < header.length * 8; bit++) {
      const changed = Buffer.from(header);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      // A change of the TLV's own type only hides the checksum.
      if (bit >> 3 !== 28) expect(clientOf(changed)).toBe("invalid");
    }
  });
});
