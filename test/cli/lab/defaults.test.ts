import { expect, test } from "bun:test";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { invokedName } from "../../../src/cli/lab/defaults.ts";

const CLONE = resolve(import.meta.dirname, "../../..");
const NOWHERE = "/nosuchfolder";

test("a hint names jam by its path within the clone, and by its whole path elsewhere", () => {
  expect(invokedName(CLONE, NOWHERE)).toBe("bin/jam");
  expect(invokedName(join(CLONE, "docs"), NOWHERE)).toBe(join(CLONE, "bin/jam"));
  expect(invokedName("/", NOWHERE)).toBe(join(CLONE, "bin/jam").slice(1));
});

test("a hint names jam alone if PATH has it", () => {
  const folder = mkdtempSync(join(tmpdir(), "jam-path-"));
  try {
    writeFileSync(join(folder, "jam"), "#!/bin/sh\n");
    chmodSync(join(folder, "jam"), 0o755);
    expect(invokedName(CLONE, folder)).toBe("jam");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
