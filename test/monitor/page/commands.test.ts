import { expect, test } from "bun:test";
import { hostToDial, requestCommands } from "../../../src/monitor/page/commands.ts";

test("a server on all addresses is reached at the page's host, another at its own address", () => {
  expect(hostToDial(["0.0.0.0"], "mesin1")).toBe("mesin1");
  expect(hostToDial(["::", "0.0.0.0"], "[::1]")).toBe("::1");
  expect(hostToDial(["172.16.16.101"], "127.0.0.1")).toBe("172.16.16.101");
  expect(hostToDial(["172.16.16.101", "127.0.0.1"], "127.0.0.1")).toBe("127.0.0.1");
  expect(hostToDial([], "127.0.0.1")).toBe("127.0.0.1");
});

test("each command ends its lines in CR LF, and says which netcat does", () => {
  expect(requestCommands("127.0.0.1", 45_000)).toEqual([
    "printf 'TIME\\r\\nQUIT\\r\\n' | nc 127.0.0.1 45000",
    "nc -C 127.0.0.1 45000  # OpenBSD's netcat",
  ]);
});
