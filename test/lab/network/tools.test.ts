import { expect, test } from "bun:test";
import { MissingTool } from "../../../src/lab/network/missing-tool.ts";
import { requireTools, TOOLS } from "../../../src/lab/network/tools.ts";

test("a missing tool is named with its Debian package", () => {
  expect(Object.values(TOOLS)).not.toContain("");
  expect(() => requireTools(["nosuchtool" as "nc"])).toThrow(MissingTool);
  expect(new MissingTool("dumpcap", TOOLS.dumpcap).message).toContain("wireshark-common");
});
