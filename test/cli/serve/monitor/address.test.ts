/** HOST:PORT of a monitor ↔ its URL. */
import { expect, test } from "bun:test";
import { monitorUrl, parseMonitorAddress } from "../../../../src/cli/serve/monitor/address.ts";

test.each([
  ["127.0.0.1:45080", "127.0.0.1", 45080, "http://127.0.0.1:45080/"],
  ["[::1]:0", "::1", 0, "http://[::1]:0/"],
  ["clock.example:65535", "clock.example", 65535, "http://clock.example:65535/"],
])("%s", (text, host, port, url) => {
  expect(parseMonitorAddress(text)).toEqual({ host, port });
  expect(monitorUrl({ host, port })).toBe(url);
});

test.each([
  "45080",
  "127.0.0.1",
  ":45080",
  "::1:45080",
  "[127.0.0.1]:1",
  "a:65536",
  "a b:1",
  "http://a:1",
  "a:1/",
  "",
])("%p is not HOST:PORT", (text) => {
  expect(parseMonitorAddress(text)).toBeUndefined();
});
