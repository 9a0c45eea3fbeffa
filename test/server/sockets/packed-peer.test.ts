/** An IPv4 peer comes out of its number as it went in. */
import { expect, test } from "bun:test";
import { packPeer, unpackPeer } from "../../../src/server/sockets/packed-peer.ts";

test.each([
  [0x7f000001, 50_000, "127.0.0.1"],
  [0xffffffff, 65_535, "255.255.255.255"],
  [0, 0, "0.0.0.0"],
  [0x0a000001 | 0x80000000, 1, "138.0.0.1"], // a word with its highest bit set is negative to bit operators
])("%p, port %p", (address, port, text) => {
  expect(unpackPeer(packPeer(address, port))).toEqual({ address: text, port });
});
