/** One check from the command line: the host reached, progress shown, and ended early by a signal. */
import { type CheckOptions, check } from "../../check/check.ts";
import type { CheckResult } from "../../check/result.ts";
import { textsOf } from "../../check/texts/index.ts";
import { visibleText } from "../../text/visible.ts";
import type { Target } from "../flags/target.ts";
import { writeErr } from "../terminal/stderr.ts";
import type { CheckValues } from "./flags.ts";
import { interruptible } from "./interruption.ts";
import { progressLine } from "./progress.ts";
import { reach } from "./reach.ts";

/** What is checked: an address, or a command and the address on which it listens. */
export interface Judged {
  readonly target: Target;
  readonly command: readonly string[] | undefined;
}

/** @throws {CommandError} if the host cannot be reached; whatever happens, the command is stopped */
export async function checkOnce(
  judged: Judged,
  chosen: readonly string[],
  values: CheckValues,
): Promise<CheckResult> {
  const { target, command } = judged;
  const texts = textsOf(values.lang);
  const address = await reach(target);
  const progress = progressLine(process.stderr);
  const options = (interruption: AbortSignal): CheckOptions => ({
    host: target.host,
    address,
    chosen,
    command,
    startTimeoutMs: values.startTimeout,
    timeScale: values.patience,
    jobs: values.jobs,
    observes: true,
    onResult(result, done, of) {
      if (!interruption.aborted) progress.show(result, done, of);
    },
    onPortWait: (use, seconds) => writeErr(`jam: ${texts.waitingForPort(use, seconds)}`),
    signal: interruption,
  });
  try {
    const result = await interruptible((interruption) => check(options(interruption)));
    progress.clear();
    explain(result, values);
    return result;
  } finally {
    progress.clear();
  }
}

/** On stderr: why there is no verdict, after the last that COMMAND printed. */
function explain({ notJudged, isInterrupted }: CheckResult, { lang }: CheckValues): void {
  const texts = textsOf(lang);
  if (isInterrupted) writeErr(`jam: ${texts.words.interrupted}`);
  if (notJudged === undefined) return;
  if ("output" in notJudged && notJudged.output !== "") writeErr(visibleText(notJudged.output));
  writeErr(`jam: ${visibleText(texts.notJudged(notJudged))}`);
}
