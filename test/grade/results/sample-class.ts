/** A made-up class: right, typical and crashing servers, every state without a grade, late ones, one on another port. */
import { CASE_IDS } from "../../../src/check/cases/registry.ts";
import { gradeAll, gradeProfiles } from "../../../src/check/grade.ts";
import type { CaseResult, CheckResult } from "../../../src/check/result.ts";
import type { Graded, Outcome } from "../../../src/grade/outcome.ts";
import { CRASHED, RIGHT, TYPICAL } from "../../check/reports/fixtures.ts";

export const NAMES = [
  ...["Siti Nurhaliza", "Budi Santoso", "Ayu Lestari", "I Made Wirawan", "Putri Rahmawati", "Agus Salim"],
  ...["Dewi Anggraini", "Rizky Pratama", "Nur Aini", "Yohanes Kristianto", "Fajar Hidayat", "Ratna Sari"],
];

export function graded(id: string, outcome: Outcome, more: Partial<Graded> = {}): Graded {
  return {
    id,
    name: undefined,
    source: id,
    submittedAt: undefined,
    isLate: undefined,
    earlier: [],
    key: `key of ${id}`,
    language: "python",
    command: ["python3", "server.py"],
    outcome,
    gradedAt: "2026-11-22T20:00:00.000Z",
    seconds: 14,
    ...more,
  };
}

export const judged = (result: CheckResult): Extract<Outcome, { readonly state: "judged" }> => ({
  state: "judged",
  result,
});

/** With other verdicts of some cases; profiles and grade follow. */
function withCases(result: CheckResult, change: (one: CaseResult) => CaseResult): CheckResult {
  const cases = result.cases.map(change);
  const profiles = gradeProfiles(cases);
  const passes = profiles.every((profile) => profile.passes);
  return { ...result, cases, profiles, passes, grade: gradeAll(profiles) };
}

export function failing(result: CheckResult, ids: readonly string[]): CheckResult {
  return withCases(result, (one) => {
    if (!ids.includes(one.id)) return one;
    const { id, clause, level, profile, seconds, trace } = one;
    return {
      id,
      clause,
      level,
      profile,
      seconds,
      trace,
      isFlaky: false,
      verdict: "fail",
      fault: "silent",
      parameters: {},
    };
  });
}

export const ON_PORT_45001 = withCases({ ...RIGHT, target: { host: "127.0.0.1", port: 45_001 } }, (one) => {
  const { id, clause, level, profile } = one;
  if (id !== "connect") return one;
  const parameters = { expected: 45_000, got: 45_001 };
  const trace = [{ at: 0, connection: 1, kind: "refused" as const }];
  return {
    id,
    clause,
    level,
    profile,
    isFlaky: false,
    seconds: 0,
    trace,
    verdict: "fail",
    fault: "other-port",
    parameters,
  };
});

const NOT_STARTED: CheckResult = {
  ...withCases(RIGHT, (one) => one),
  cases: [],
  grade: 0,
  notJudged: {
    why: "exited",
    code: 1,
    signal: null,
    output: 'Traceback (most recent call last):\n  File "server.py", line 3\nSyntaxError: invalid syntax',
  },
};

export const WITHOUT_GRADE: readonly Outcome[] = [
  {
    state: "did-not-build",
    command: ["javac", "-encoding", "UTF-8", "TimeServer.java"],
    output: "TimeServer.java:12: error: ';' expected\n    int port = 45000\n                    ^\n1 error",
  },
  { state: "did-not-start", result: NOT_STARTED },
  { state: "no-server-found", why: { kind: "only-client", file: "client.py", line: 4 } },
  { state: "undecided", why: { kind: "several-servers", files: ["server.py", "server_thread.py"] } },
  { state: "cannot-read", why: { why: "archive-kind", file: "tugas2.rar", kind: "rar" } },
  { state: "not-submitted" },
  { state: "judge-error", message: "the judge's process ended with SIGKILL" },
];

/** @param size how many; the same class every time */
export function sampleClass(size: number): readonly Graded[] {
  const servers = [RIGHT, TYPICAL, TYPICAL, TYPICAL, CRASHED, ON_PORT_45001];
  return Array.from({ length: size }, (_, index) => {
    const id = String(5_025_211_001 + index);
    const name = `${NAMES[index % NAMES.length]}${index < NAMES.length ? "" : ` ${Math.floor(index / NAMES.length) + 1}`}`;
    const more: Partial<Graded> = {
      name,
      source: `${name}_${7000 + index}_assignsubmission_file_`,
      submittedAt: `2026-11-${10 + (index % 12)}T21:${String(index % 60).padStart(2, "0")}:00+07:00`,
      isLate: index % 12 === 11,
    };
    const without = WITHOUT_GRADE[index % 16];
    if (without !== undefined && index >= 16 && index < 32) return graded(id, without, more);
    const base = servers[index % servers.length] ?? RIGHT;
    const extra = index % 7 === 3 ? [CASE_IDS[(index * 5) % CASE_IDS.length] ?? "", "split-word"] : [];
    return graded(id, judged(retimed(failing(base, extra), index)), more);
  });
}

/** No two servers take the same time, or are asked in the same second. */
function retimed(result: CheckResult, seed: number): CheckResult {
  const second = String(seed % 60).padStart(2, "0");
  const reply = Buffer.from("10:20:30").toString("hex");
  const other = Buffer.from(`10:21:${second}`).toString("hex");
  return {
    ...result,
    cases: result.cases.map((one, at) => ({
      ...one,
      trace: one.trace.map((event) => ({
        ...event,
        at: event.at + ((seed * 7 + at) % 9),
        ...(event.hex === undefined ? {} : { hex: event.hex.replaceAll(reply, other) }),
      })),
    })),
  };
}
