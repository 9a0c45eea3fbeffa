import { expect, test } from "bun:test";
import { askingCommands, hostToAsk } from "../../../src/monitor/page/commands.ts";

test("who listens everywhere is asked where the page was found, and else where it listens", () => {
  expect(hostToAsk(["0.0.0.0"], "mesin1")).toBe("mesin1");
  expect(hostToAsk(["::", "0.0.0.0"], "[::1]")).toBe("::1");
  expect(hostToAsk(["172.16.16.101"], "127.0.0.1")).toBe("172.16.16.101");
  expect(hostToAsk(["172.16.16.101", "127.0.0.1"], "127.0.0.1")).toBe("127.0.0.1");
  expect(hostToAsk([], "127.0.0.1")).toBe("127.0.0.1");
});

test("each command ends its lines in CR LF", () => {
  expect(askingCommands("127.0.0.1", 45_000)).toEqual([
    "printf 'TIME\\r\\nQUIT\\r\\n' | nc 127.0.0.1 45000",
    "nc -C 127.0.0.1 45000",
  ]);
});
