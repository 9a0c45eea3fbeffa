import { expect, test } from "bun:test";
import { resolveHost } from "../../src/client/host.ts";
import { resolveOptions } from "../../src/client/options.ts";

test.each([
  ["mesin1", undefined, "mesin1", 45_000],
  ["mesin1", 7, "mesin1", 7],
  ["mesin1:46000", undefined, "mesin1", 46_000],
  ["127.0.0.1:46000", 46_000, "127.0.0.1", 46_000],
  ["::1", undefined, "::1", 45_000],
  ["[::1]", 46_000, "::1", 46_000],
  ["[::1]:46000", undefined, "::1", 46_000],
  ["fe80::1%eth0", undefined, "fe80::1%eth0", 45_000],
  ["::ffff:10.0.0.1", undefined, "::ffff:10.0.0.1", 45_000],
  ["waktu_1.kampus.test", undefined, "waktu_1.kampus.test", 45_000],
])("%j with port %p is %s, port %d", (text, port, host, resolved) => {
  expect(resolveHost(text, port, 45_000)).toEqual({ host, port: resolved });
});

test.each([
  [{ host: "" }, 'host must be a name or an address, perhaps with a port as in [::1]:45000, not ""'],
  [{ host: " 127.0.0.1" }, "host must be a name or an address"],
  [{ host: "http://mesin1:45000/" }, "host must be a name or an address"],
  [{ host: "mesin1:" }, "host must be a name or an address"],
  [{ host: "mesin1:time" }, "host must be a name or an address"],
  [{ host: "[mesin1]:45000" }, "host must be a name or an address"],
  [{ host: "[::1" }, "host must be a name or an address"],
  [{ host: "45000" }, 'host "45000" is a number: give it as port'],
  [{ host: 45_000 }, "host must be a string, not 45000"],
  [{ host: "mesin1:70000" }, "port must be a whole number from 1 to 65535, not 70000"],
  [{ host: "mesin1:1", port: 2 }, 'host "mesin1:1" has a port of its own, and port is 2: give one of them'],
  [{ port: "45000" }, 'port must be a whole number from 1 to 65535, not the string "45000"'],
  [{ port: Number.NaN }, "port must be a whole number from 1 to 65535, not NaN"],
  [{ replyTimeoutMs: "5" }, 'replyTimeoutMs must be a whole number from 1 to 2147483647, not the string "5"'],
  [{ retries: -1 }, "retries must be a whole number from 0 to 100, not -1"],
  [{ retries: Number.POSITIVE_INFINITY }, "retries must be a whole number from 0 to 100, not Infinity"],
  [
    "mesin1:45000",
    'options must be an object such as { host: "[::1]:45000" }, not the string "mesin1:45000"',
  ],
])("the options %j are refused in one sentence", (options, message) => {
  expect(() => resolveOptions(options as never)).toThrow(RangeError);
  expect(() => resolveOptions(options as never)).toThrow(message);
});
