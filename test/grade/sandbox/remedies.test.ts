import { expect, test } from "bun:test";
import { remediesFor } from "../../../src/grade/sandbox/remedies.ts";

test("a setting that forbids namespaces comes first, with the command that allows them; --no-sandbox comes last", () => {
  const remedies = remediesFor(["kernel.apparmor_restrict_unprivileged_userns"], false);
  expect(remedies[0]).toContain("sysctl -w kernel.apparmor_restrict_unprivileged_userns=0");
  expect(remedies.at(-1)).toContain("--no-sandbox");
  expect(remedies[1]).toContain("sudo");
  expect(remediesFor([], true)).toEqual(remedies.slice(2));
});
