import { expect, test } from "bun:test";
import type { NotJudged } from "../../../src/check/not-judged.ts";
import type { CheckResult } from "../../../src/check/result.ts";
import { isSandboxFault, type Judging, outcomeOf } from "../../../src/grade/judge/outcome-of.ts";
import { LIMITS } from "./sample-plan.ts";

const RESULT: CheckResult = {
  ...{ schema: 2, target: { host: "127.0.0.1", port: 45_000 }, startedAt: "", seconds: 1, passes: true },
  ...{ cases: [], profiles: [], grade: 1, observations: {} },
};
const judging: Judging = {
  ...{ plan: { language: "cpp", limits: LIMITS }, weights: undefined, isWrapped: true },
  exceeded: undefined,
};
const notJudged = (why: NotJudged) => outcomeOf({ ...RESULT, grade: 0, notJudged: why }, judging);

test("what the machine or the judge failed at is no grade, and what the server failed at is its state", () => {
  const output = "";
  const states: readonly (readonly [NotJudged, string])[] = [
    [{ why: "judge-failed", code: "EMFILE", message: "no more descriptors" }, "judge-error"],
    [{ why: "port-in-use", port: 45_000 }, "judge-error"],
    [{ why: "did-not-listen", seconds: 10, output }, "did-not-start"],
    [{ why: "went-to-background", seconds: 10, output }, "did-not-start"],
    [{ why: "exited", code: 1, signal: null, output }, "did-not-start"],
    [{ why: "cannot-start", program: "x", code: "ENOENT" }, "did-not-start"],
  ];
  for (const [why, state] of states) expect(notJudged(why)).toMatchObject({ state });
  expect(outcomeOf({ ...RESULT, isInterrupted: true }, judging)).toMatchObject({
    state: "judge-error",
    message: expect.stringContaining("longer than 90 s"),
  });
  expect(outcomeOf(RESULT, judging)).toEqual({ state: "judged", result: RESULT });
});

test("a signal that ended the server is named as without a sandbox", () => {
  const exit = (code: number) => ({ why: "exited", code, signal: null, output: "" }) as const;
  expect(notJudged(exit(139))).toMatchObject({
    result: { notJudged: { code: null, signal: "SIGSEGV" } },
  });
  for (const code of [0, 1, 127, 128, 255])
    expect(notJudged(exit(code))).toMatchObject({ result: { notJudged: { code, signal: null } } });
  const open = { ...judging, isWrapped: false };
  expect(outcomeOf({ ...RESULT, notJudged: exit(139) }, open)).toMatchObject({
    result: { notJudged: { code: 139 } },
  });
});

test("a judged result has the language of the plan, the grade by weight, and the limit that was exceeded", () => {
  const process = { command: ["./server"], cpuSeconds: 1, peakMemoryKib: 1, peakThreads: 1 };
  const one = {
    clause: "1.a",
    level: "must",
    profile: "basic",
    isFlaky: false,
    seconds: 0,
    trace: [],
  } as const;
  const cases = [
    { ...one, id: "connect", verdict: "pass" } as const,
    { ...one, id: "time-reply", verdict: "fail", fault: "silent", parameters: {} } as const,
  ] as unknown as CheckResult["cases"];
  const weights = { connect: 3, "time-reply": 1 };
  const found = outcomeOf({ ...RESULT, cases, process }, { ...judging, weights, exceeded: "memory" });
  expect(found).toMatchObject({
    ...{ state: "judged", exceeded: "memory" },
    result: { grade: 0.75, weights, process: { language: "c" } },
  });
});

test("a sandbox that fails is the judge's error; a command that cannot be executed is the submission's", () => {
  const faults = [
    "bwrap: Can't mount tmpfs on /newroot/dev: Cannot allocate memory",
    "setpriv: setresuid failed: Resource temporarily unavailable",
    "jam-grade: 3: cannot create /sys/fs/cgroup/x/cgroup.procs: Permission denied",
    "first\nprlimit: failed to set the NOFILE resource limit: Operation not permitted",
  ];
  const own = [
    "bwrap: execvp ./server: Permission denied",
    "prlimit: failed to execute ./server: Permission denied",
    "bwrap: no\nTraceback",
    "",
  ];
  expect([...faults, ...own].map(isSandboxFault)).toEqual([
    ...faults.map(() => true),
    ...own.map(() => false),
  ]);
  const exited = { why: "exited", code: 1, signal: null, output: faults[0] ?? "" } as const;
  expect(notJudged(exited)).toMatchObject({ state: "judge-error" });
});
