import { expect, test } from "bun:test";
import { MissingTool } from "../../../src/lab/network/missing-tool.ts";
import { requireTools, TOOLS } from "../../../src/lab/network/tools.ts";

test("a missing tool is reported with its Debian package", () => {
  expect(() => requireTools(["nosuchtool" as "nc"])).toThrow(MissingTool);
  expect(new MissingTool("dumpcap", TOOLS.dumpcap).message).toContain("wireshark-common");
});
