/** What a check found → the submission's outcome. Pure. */
import { constants } from "node:os";
import { gradeByWeight } from "../../check/grade.ts";
import type { NotJudged } from "../../check/not-judged.ts";
import type { CheckResult, ProcessFacts, Weights } from "../../check/result.ts";
import type { Exceeded, Outcome } from "../outcome.ts";
import type { Plan } from "../plan.ts";

export interface Judging {
  readonly plan: Pick<Plan, "language" | "limits">;
  readonly weights: Weights | undefined;
  /** bubblewrap exits with 128 and the number of the signal that ended the command. */
  readonly isWrapped: boolean;
  readonly exceeded: Exceeded | undefined;
}

export function outcomeOf(found: CheckResult, judging: Judging): Outcome {
  const { plan, exceeded } = judging;
  if (found.isInterrupted)
    return judgeError(
      `judging took longer than ${plan.limits.judgeSeconds} s, and was ended: raise judge-seconds, or run fewer jobs`,
    );
  const result = { ...finished(found, judging) };
  const extra = exceeded === undefined ? {} : { exceeded };
  switch (found.notJudged?.why) {
    case undefined:
      return { state: "judged", result, ...extra };
    case "judge-failed":
      return judgeError(`the first connection failed on this machine: ${found.notJudged.message}`);
    case "port-in-use":
      return judgeError(`port ${found.notJudged.port} is in use on this machine`);
    case "exited":
      if (judging.isWrapped && isSandboxFault(found.notJudged.output))
        return judgeError(`the sandbox failed: ${found.notJudged.output}`);
      return { state: "did-not-start", result, ...extra };
    case "cannot-start":
    case "did-not-listen":
    case "went-to-background":
      return { state: "did-not-start", result, ...extra };
  }
}

/**
 * What the sandbox's programs print where they fail themselves; that a command cannot be executed is its own fault.
 * @param output the last that was printed; what a submission prints to look like it only makes someone look
 */
export function isSandboxFault(output: string): boolean {
  const last = output.slice(output.lastIndexOf("\n") + 1);
  return /^(bwrap|setpriv|prlimit|jam-grade): (?!execvp |failed to execute )/.test(last);
}

export function judgeError(message: string): Outcome {
  return { state: "judge-error", message };
}

function finished(found: CheckResult, { plan, weights, isWrapped }: Judging): CheckResult {
  const { process: facts, notJudged, ...rest } = found;
  const language = plan.language === "cpp" ? "c" : plan.language;
  const server = facts && { ...withSignal(facts, isWrapped), ...(language && { language }) };
  const why = notJudged && isWrapped ? unwrapped(notJudged) : notJudged;
  return {
    ...rest,
    ...(server && { process: server }),
    ...(why && { notJudged: why }),
    ...(weights && { weights, grade: why === undefined ? gradeByWeight(found.cases, weights) : 0 }),
  };
}

function withSignal(facts: ProcessFacts, isWrapped: boolean): ProcessFacts {
  const { exit } = facts;
  return exit === undefined || !isWrapped ? facts : { ...facts, exit: { ...exit, ...endOf(exit) } };
}

function unwrapped(notJudged: NotJudged): NotJudged {
  return notJudged.why === "exited" ? { ...notJudged, ...endOf(notJudged) } : notJudged;
}

function endOf(end: { readonly code: number | null; readonly signal: string | null }) {
  const number = (end.code ?? 0) - 128;
  const signal = Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
  return signal === undefined ? { code: end.code, signal: end.signal } : { code: null, signal };
}
