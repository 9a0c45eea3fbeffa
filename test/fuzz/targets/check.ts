/**
 * Invariant: any bytes of a judged server are counted as replies and judged clause by clause with a verdict, and no
 * report in any form or language holds a control character because of them.
 */
import { FAULTS, PASS } from "../../../src/check/outcome.ts";
import {
  countAllReplies,
  countReplies,
  isNothingElse,
  normalReplyOf,
} from "../../../src/check/probe/replies.ts";
import { judgeEnd, judgeFormat, judgePrefix, judgeUtf8 } from "../../../src/check/probe/reply-form.ts";
import { Trace } from "../../../src/check/probe/trace.ts";
import { gradescopeReport } from "../../../src/check/reports/ci/gradescope.ts";
import { jsonReport } from "../../../src/check/reports/ci/json.ts";
import { junitReport } from "../../../src/check/reports/ci/junit.ts";
import { tapReport } from "../../../src/check/reports/ci/tap.ts";
import { htmlReport } from "../../../src/check/reports/html/html.ts";
import { terminalReport } from "../../../src/check/reports/terminal/terminal.ts";
import type { CheckResult } from "../../../src/check/result.ts";
import { textsOf } from "../../../src/check/texts/index.ts";
import { escapeBytes } from "../../../src/text/escape.ts";
import { PLAIN } from "../../../src/text/painter.ts";
import { HOSTILE } from "../../check/reports/fixtures.ts";
import type { Choices } from "../choices.ts";
import { mustBeHarmless } from "../harmless.ts";
import type { Target } from "../target.ts";

const PARTS = [
  ...[
    "JAM 10:20:30\r\n",
    "JAM 10:20:30\r\n",
    "jam 9:5:1",
    "10:20:30",
    ":",
    "\r\n",
    "\n",
    "\r",
    "JAM  ",
    "JAM\t",
  ],
  ...[
    "\xef\xbb\xbf",
    "\xc2\x9b2J",
    "\u001b[2J",
    "\u001b]8;;x\u0007",
    "\0",
    "\x7f",
    "\xff",
    "<b>",
    "&amp;",
    "]]>",
    "--- |",
    "# SKIP",
    "`$(x)`",
  ],
];

function someBytes(choices: Choices): string {
  return choices.list(12, () => (choices.below(8) === 0 ? choices.latin1(20) : choices.of(PARTS))).join("");
}

function mustBeJudged(text: string): void {
  for (const judge of [judgePrefix, judgeFormat, judgeEnd, judgeUtf8]) {
    const outcome = judge(text);
    if (outcome !== PASS && outcome.verdict !== "fail")
      throw new Error(`${judge.name} says ${outcome.verdict}`);
    if (outcome.verdict === "fail") mustBeHarmless(JSON.stringify(outcome.parameters));
  }
  const normal = normalReplyOf({ text });
  isNothingElse(text, 1, normal);
  if (countReplies(text, normal) > countAllReplies(text, normal))
    throw new Error("more whole replies than replies");
}

/** One failed case whose every text and byte is the server's. */
function resultWith(choices: Choices, bytes: string): CheckResult {
  const trace = new Trace();
  const connection = trace.nextConnection();
  for (const kind of choices.list(6, () => choices.of(["received", "sent", "closed", "silence"]))) {
    trace.note(
      connection,
      kind,
      kind === "received" || kind === "sent" ? Buffer.from(bytes, "latin1") : undefined,
    );
  }
  const shown = escapeBytes(bytes);
  const parameters = Object.fromEntries(
    ["text", "prefix", "end", "extra", "shown", "expected", "first", "second", "got"].map((name) => [
      name,
      shown,
    ]),
  );
  const [first, ...others] = HOSTILE.cases;
  if (first === undefined) throw new Error("the sample has no case");
  const { id, clause, level, profile, isFlaky, seconds } = first;
  const place = { id, clause, level, profile, isFlaky, seconds };
  const failed = {
    ...place,
    trace: trace.events,
    verdict: "fail",
    fault: choices.of(FAULTS),
    parameters,
  } as const;
  return {
    ...HOSTILE,
    cases: [failed, ...others.slice(0, 3)],
    observations: { normalReply: shown, replyToQuit: shown, replyToHello: shown },
    process: { command: ["x"], cpuSeconds: 0, peakMemoryKib: 1, peakThreads: 1, stderr: bytes },
  };
}

export const check: Target = {
  name: "check",
  invariant:
    "any bytes of a judged server get a verdict, and no report holds a control character because of them",
  cases: 1_000,
  run(choices) {
    const bytes = someBytes(choices);
    mustBeHarmless(escapeBytes(bytes));
    mustBeJudged(bytes);
    const result = resultWith(choices, bytes);
    const language = choices.of(["en", "id"]);
    const catalogue = textsOf(language);
    const report = choices.of([
      htmlReport,
      junitReport,
      tapReport,
      gradescopeReport,
      terminalReport,
      jsonReport,
    ]);
    const text =
      report === terminalReport
        ? terminalReport(result, catalogue, language, PLAIN)
        : report === jsonReport
          ? jsonReport(result, textsOf("en"))
          : (report as typeof tapReport)(result, catalogue, language);
    mustBeHarmless(text.replaceAll(report === junitReport ? /[\t\r]/g : "", ""), "lines");
  },
};
