import { expect, test } from "bun:test";
import { formatHostPort, parseHostPort } from "../../src/text/host-port.ts";

test("a host and a port are separated; an IPv6 address needs brackets", () => {
  expect(parseHostPort("127.0.0.1:45000")).toEqual({ host: "127.0.0.1", port: 45_000, isBracketed: false });
  expect(parseHostPort("localhost")).toEqual({ host: "localhost", port: undefined, isBracketed: false });
  expect(parseHostPort("[::1]:0")).toEqual({ host: "::1", port: 0, isBracketed: true });
  expect(parseHostPort("[::1]")).toEqual({ host: "::1", port: undefined, isBracketed: true });
});

test.each(["::1", "::1:45000", "a:b", "a:", "[::1", "[::1]1", "a:b:1"])("%p has neither form", (text) => {
  expect(parseHostPort(text)).toBeUndefined();
});

test("what is written is read again", () => {
  for (const [host, port] of [
    ["::1", 45_000],
    ["172.16.16.102", 50_000],
  ] as const)
    expect(parseHostPort(formatHostPort(host, port))).toMatchObject({ host, port });
  expect(formatHostPort("::1", 50_000)).toBe("[::1]:50000");
  expect(formatHostPort("172.16.16.102", 50_000)).toBe("172.16.16.102:50000");
});
