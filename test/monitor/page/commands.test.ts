import { expect, test } from "bun:test";
import { hostToDial, requestCommands } from "../../../src/monitor/page/commands.ts";

test("a server on all addresses is reached at the page's host, another at its own address", () => {
  expect(hostToDial(["0.0.0.0"], "mesin1")).toBe("mesin1");
  expect(hostToDial(["::", "0.0.0.0"], "[::1]")).toBe("::1");
  expect(hostToDial(["172.16.16.101"], "127.0.0.1")).toBe("172.16.16.101");
  expect(hostToDial(["172.16.16.101", "127.0.0.1"], "127.0.0.1")).toBe("127.0.0.1");
  expect(hostToDial([], "127.0.0.1")).toBe("127.0.0.1");
});

test("each command ends its lines in CR LF, and is named by the program that does", () => {
  const commands = requestCommands("127.0.0.1", 45_000);
  expect(commands.map(({ program }) => program)).toEqual(["nc", "OpenBSD nc", "ncat", "Python"]);
  expect(commands[0]?.command).toBe("printf 'TIME\\r\\nQUIT\\r\\n' | nc 127.0.0.1 45000");
  expect(commands[3]?.command).toContain("b'TIME\\r\\nQUIT\\r\\n'");
});
