/** Which names and addresses no other machine can reach. */
import { expect, test } from "bun:test";
import { isLoopback } from "../../../src/monitor/http/loopback.ts";

test.each(["127.0.0.1", "127.255.0.1", "::1", "localhost"])("%s is reached by this machine only", (name) => {
  expect(isLoopback(name)).toBe(true);
});

test.each([
  ...["0.0.0.0", "::", "128.0.0.1", "example.org", ""],
  ...["127.evil.example", "127.0.0.999", "127.1", "127.0.0.1%eth0"], // names, though they look like addresses
])("%p may be reached by others", (name) => {
  expect(isLoopback(name)).toBe(false);
});
