/** Addresses of Unix sockets, as unix(7) lays them out. */
import { expect, test } from "bun:test";
import { unixAddress } from "../../src/proc/unix-address.ts";

const textOf = (path: string) => {
  const address = unixAddress(path);
  return address && Buffer.from(address.bytes.subarray(2, address.length)).toString("latin1");
};

test("a path ends in a NUL, an abstract name begins with one", () => {
  expect(textOf("/run/systemd/notify")).toBe("/run/systemd/notify\0");
  expect(textOf("@name")).toBe("\0name");
  expect([...(unixAddress("/a")?.bytes.subarray(0, 2) ?? [])]).toEqual([1, 0]);
});

test("the longest path has 107 bytes, the longest abstract name 108", () => {
  expect(textOf(`/${"x".repeat(106)}`)).toHaveLength(108);
  expect(unixAddress(`/${"x".repeat(107)}`)).toBeUndefined();
  expect(textOf(`@${"x".repeat(107)}`)).toHaveLength(108);
  expect(unixAddress(`@${"x".repeat(108)}`)).toBeUndefined();
});

test.each(["", "notify", "./notify", "vsock:2:1234", "/a\0b"])("%j is not an address", (path) => {
  expect(unixAddress(path)).toBeUndefined();
});
