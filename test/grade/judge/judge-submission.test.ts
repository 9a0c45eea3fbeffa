import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { judgeSubmission } from "../../../src/grade/judge/judge-submission.ts";
import { findSandbox } from "../../../src/grade/sandbox/find.ts";
import { OPEN } from "../../../src/grade/sandbox/sandbox.ts";
import { canIsolate, leftOf, untilNothingIsLeft } from "../../end-to-end/grade/judged.ts";
import { until } from "../../end-to-end/support/within.ts";
import { samplePlan } from "./sample-plan.ts";

const SECONDS = 60_000;
const CONFINEMENTS = ["sandbox", "open"] as const;
const options = { chosen: ["connect"], weights: undefined, hidden: [] };

for (const kind of CONFINEMENTS) {
  test.skipIf(kind === "sandbox" && !canIsolate)(
    `${kind}: an interrupted judging returns nothing, and leaves nothing`,
    async () => {
      const confinement = kind === "open" ? OPEN : await findSandbox();
      if (confinement.kind === "none") throw new Error(confinement.reasons.join("\n"));
      const folder = mkdtempSync("/tmp/jam-interrupted-");
      const marker = `never-listens-${crypto.randomUUID()}.sh`;
      writeFileSync(join(folder, marker), "trap '' TERM\nsleep 100 &\nwait\n");
      const plan = { ...samplePlan(folder, [marker], { port: 22_900 }), command: ["sh", marker] };
      const slot = 1_400; // beyond those of Submitted
      const interruption = new AbortController();
      const judging = judgeSubmission(plan, { ...options, confinement, slot }, interruption.signal);
      const hasStarted = () =>
        leftOf(process.pid, slot, `sh\0${marker}`).some((each) => each.includes("process"));
      await until(30, hasStarted, () => "a server");
      interruption.abort();
      expect(await judging).toBe(undefined);
      await untilNothingIsLeft(process.pid, slot, marker);
      expect(await judgeSubmission(plan, { ...options, confinement, slot }, interruption.signal)).toBe(
        undefined,
      );
      await untilNothingIsLeft(process.pid, slot, marker);
      rmSync(folder, { recursive: true });
    },
    SECONDS,
  );
}

test("a judge that cannot even begin is a judge-error with the reason", async () => {
  const plan = samplePlan("/nonexistent", [], { command: ["sh"], extraFiles: ["/nonexistent/base.py"] });
  const found = await judgeSubmission(plan, { ...options, confinement: OPEN, slot: 0 });
  expect(found?.outcome).toMatchObject({
    state: "judge-error",
    message: expect.stringContaining("/nonexistent"),
  });
});

test.skipIf(!canIsolate)(
  "a sandbox that cannot be made is a judge-error, however long the request",
  async () => {
    const found = await findSandbox();
    if (found.kind === "none") throw new Error(found.reasons.join("\n"));
    const folder = mkdtempSync("/tmp/jam-many-");
    const many = samplePlan(folder, Array(50_000).fill("."), { command: ["true"] });
    const broken = { ...found, tools: { ...found.tools, mount: "/nonexistent/mount" } };
    const report = await judgeSubmission(many, { ...options, confinement: broken, slot: 1_401 });
    expect(report?.outcome).toMatchObject({
      state: "judge-error",
      message: expect.stringContaining("/nonexistent/mount: not found"),
    });
    await untilNothingIsLeft(process.pid, 1_401, folder);
    rmSync(folder, { recursive: true });
  },
);

test("a folder that a submission closed to its owner is removed", async () => {
  const folder = mkdtempSync("/tmp/jam-closed-");
  writeFileSync(join(folder, "build.sh"), "mkdir -p closed/inside; chmod 000 closed/inside closed; exit 1\n");
  const plan = samplePlan(folder, ["build.sh"], { build: [["sh", "build.sh"]], command: ["true"] });
  const found = await judgeSubmission(plan, { ...options, confinement: OPEN, slot: 0 });
  expect(found?.outcome).toMatchObject({ state: "did-not-build" });
  await untilNothingIsLeft(process.pid, 999, folder);
  rmSync(folder, { recursive: true });
});
