/** A tool that is missing: the message names the Debian package to install. */
import { expect, test } from "bun:test";
import { join } from "node:path";

const TOOLS = join(import.meta.dirname, "../../../src/lab/network/tools.ts");

test("a missing tool is reported with its Debian package", () => {
  const program = `import { requireTools } from ${JSON.stringify(TOOLS)}; requireTools(["dumpcap"]);`;
  const { exitCode, stderr } = Bun.spawnSync([process.execPath, "-e", program], {
    env: { PATH: "/nonexistent" },
    stderr: "pipe",
  });
  expect(exitCode).toBe(1);
  expect(stderr.toString()).toMatch(/MissingTool: dumpcap is missing: .*wireshark-common/);
});
