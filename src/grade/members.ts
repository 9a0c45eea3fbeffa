/** The class as it was read, and the roster → its members: who, what would run, and what it is judged by. */
import type { Weights } from "../check/result.ts";
import type { Language } from "../language.ts";
import { keyOf } from "./journal/key.ts";
import type { Graded, Outcome } from "./outcome.ts";
import { type GradeConfig, settingsOf } from "./plan/config/settings.ts";
import { planOf } from "./plan/plan-of.ts";
import type { Plan } from "./plan.ts";
import type { Submission } from "./submission.ts";
import { notSubmitted, type Rostered } from "./submissions/roster.ts";

export interface ClassMember {
  readonly id: string;
  readonly key: string;
  readonly plan: Plan;
  readonly weights: Weights | undefined;
  readonly isLate: boolean | undefined;
}

export interface ClassOptions {
  readonly config: GradeConfig;
  readonly roster: readonly Rostered[];
  readonly casesVersion: string;
  readonly chosen: readonly string[];
  readonly isSandboxed: boolean;
  /** Of the reasons. */
  readonly language: Language;
}

/** Those who handed in nothing come last. */
export function membersOf(submissions: readonly Submission[], options: ClassOptions): readonly ClassMember[] {
  const { config, roster, language, casesVersion, chosen, isSandboxed } = options;
  const handedIn = submissions.map((submission) => {
    const plan = planOf(submission, config, language);
    const { weights, deadline } = settingsOf(config, submission);
    const key = keyOf(plan, { casesVersion, chosen, weights, isSandboxed });
    return { id: submission.id, key, plan, weights, isLate: isLate(submission, deadline) };
  });
  const missing = notSubmitted(roster, submissions).map(({ id, name }) => {
    const plan = { ...planOf(nothingOf(id, name), config, language), settled: NOT_SUBMITTED, why: "" };
    const key = keyOf(plan, { casesVersion, chosen, weights: undefined, isSandboxed });
    return { id, key, plan, weights: undefined, isLate: undefined };
  });
  return [...handedIn, ...missing];
}

const NOT_SUBMITTED: Outcome = { state: "not-submitted" };

/** What the journal keeps of a member. */
export function gradedOf(member: ClassMember, outcome: Outcome, gradedAt: Date, seconds: number): Graded {
  const { key, plan } = member;
  return {
    ...factsOf(member),
    key,
    language: plan.language,
    command: plan.settled === undefined ? plan.command : undefined,
    ...{ outcome, gradedAt: gradedAt.toISOString(), seconds: Math.round(seconds * 1000) / 1000 },
  };
}

/** Facts of the class that cost no verdict when they change: a name, a time stamp, the deadline. */
export function factsOf({ id, plan, isLate }: ClassMember) {
  const { name, source, submittedAt, earlier } = plan.submission;
  return { id, name, source, submittedAt, isLate, earlier };
}

function isLate({ submittedAt }: Submission, deadline: string | undefined): boolean | undefined {
  if (submittedAt === undefined || deadline === undefined) return undefined;
  return Date.parse(submittedAt) > Date.parse(deadline);
}

function nothingOf(id: string, name: string | undefined): Submission {
  return {
    ...{ id, name, source: "", folder: "", files: [], hash: "", submittedAt: undefined, isLate: undefined },
    ...{ earlier: [], sameId: [], unreadable: undefined, asked: {} },
  };
}
