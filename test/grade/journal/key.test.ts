import { expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { casesVersion } from "../../../src/grade/journal/cases-version.ts";
import { keyOf } from "../../../src/grade/journal/key.ts";
import { samplePlan } from "../judge/sample-plan.ts";

const judgedBy = { casesVersion: "1", chosen: ["connect"], weights: undefined, isSandboxed: true };
const plan = samplePlan("/somewhere", []);
const key = keyOf(plan, judgedBy);

test("what may change a verdict changes the key", () => {
  const changed = [
    keyOf({ ...plan, submission: { ...plan.submission, hash: "other" } }, judgedBy),
    keyOf({ ...plan, command: ["python3", "other.py"] }, judgedBy),
    keyOf({ ...plan, build: [["make"]] }, judgedBy),
    keyOf({ ...plan, port: 45_001 }, judgedBy),
    keyOf({ ...plan, workingFolder: "src" }, judgedBy),
    keyOf({ ...plan, startTimeoutSeconds: 99 }, judgedBy),
    keyOf({ ...plan, limits: { ...plan.limits, memoryMib: 99 } }, judgedBy),
    keyOf({ ...plan, settled: { state: "not-submitted" } }, judgedBy),
    keyOf(plan, { ...judgedBy, casesVersion: "2" }),
    keyOf(plan, { ...judgedBy, chosen: ["connect", "quit"] }),
    keyOf(plan, { ...judgedBy, weights: { connect: 1 } }),
    keyOf(plan, { ...judgedBy, isSandboxed: false }),
  ];
  expect(new Set([key, ...changed]).size).toBe(changed.length + 1);
});

test("where it lies, whose it is and why it runs do not", () => {
  const submission = { ...plan.submission, id: "other", folder: "/elsewhere", isLate: true, name: "Ani" };
  expect(keyOf({ ...plan, submission, why: "otherwise" }, judgedBy)).toBe(key);
});

test("a state that nothing has to run for depends on no case", () => {
  const settled = { ...plan, settled: { state: "not-submitted" } as const };
  expect(keyOf(settled, judgedBy)).toBe(keyOf(settled, { ...judgedBy, casesVersion: "2" }));
});

test("files of the course count by their content, also in a folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "jam-key-"));
  try {
    mkdirSync(join(folder, "one/base"), { recursive: true });
    mkdirSync(join(folder, "two/base"), { recursive: true });
    for (const name of ["one", "two"]) writeFileSync(join(folder, name, "base/lib.py"), "x = 1\n");
    const keys = () =>
      ["one", "two"].map((name) => keyOf({ ...plan, extraFiles: [join(folder, name, "base")] }, judgedBy));
    const [one, two] = keys();
    expect(one).toBe(two);
    writeFileSync(join(folder, "two/base/lib.py"), "x = 2\n");
    expect(keys()[1]).not.toBe(one);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the version of the cases is the checker's sources", () => {
  expect(casesVersion()).toMatch(/^[0-9a-f]{64}$/);
  expect(casesVersion()).toBe(casesVersion());
});
