import { expect, test } from "bun:test";
import { UsageError } from "../../../src/cli/exit.ts";
import { parseTarget } from "../../../src/cli/flags/target.ts";

test("a host without a port means port 45000", () => {
  for (const host of [
    "127.0.0.1",
    "localhost",
    "time.example.org",
    "mesin-1",
    "my_host",
    "jam.contoh.இலங்கை",
  ]) {
    expect(parseTarget(host)).toEqual({ host, port: 45_000 });
  }
});

test("a port may follow the host", () => {
  expect(parseTarget("127.0.0.1:1")).toEqual({ host: "127.0.0.1", port: 1 });
  expect(parseTarget("localhost:65535")).toEqual({ host: "localhost", port: 65_535 });
});

test("an IPv6 address may have brackets, and needs them with a port", () => {
  expect(parseTarget("::1")).toEqual({ host: "::1", port: 45_000 });
  expect(parseTarget("[::1]")).toEqual({ host: "::1", port: 45_000 });
  expect(parseTarget("[::1]:8080")).toEqual({ host: "::1", port: 8080 });
  expect(parseTarget("fe80::1%eth0")).toEqual({ host: "fe80::1%eth0", port: 45_000 });
  expect(parseTarget("[::ffff:10.0.0.1]:80")).toEqual({ host: "::ffff:10.0.0.1", port: 80 });
});

test("a port out of range is refused, with the range", () => {
  for (const text of ["localhost:0", "localhost:65536", "[::1]:0", "localhost:99999999999999999999"]) {
    expect(() => parseTarget(text)).toThrow(UsageError);
    expect(() => parseTarget(text)).toThrow("from 1 to 65535");
  }
});

test("what is not a HOST or HOST:PORT is refused, with both forms", () => {
  const wrong = [
    "",
    ":",
    ":45000",
    "45000",
    "localhost:",
    "localhost:http",
    "a:b:c",
    "a b",
    "[",
    "[]",
    "[]:1",
    "[::1",
    "[::1]1",
  ];
  const alsoWrong = [
    "[localhost]:1",
    "[127.0.0.1]",
    "http://localhost:45000/",
    "user@localhost",
    "localhost/",
    "\x1b[2J",
    "-1.5,3",
  ];
  for (const text of [...wrong, ...alsoWrong]) {
    expect(() => parseTarget(text)).toThrow(UsageError);
    expect(() => parseTarget(text)).toThrow("[::1]:45000");
  }
});
