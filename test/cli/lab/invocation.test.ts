import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { invokedName } from "../../../src/cli/lab/invocation.ts";

test("a hint calls jam by what is there", () => {
  const called = invokedName();
  expect(Bun.which(called) !== null || existsSync(resolve(called))).toBe(true);
  expect(called).toEndWith("jam");
});
