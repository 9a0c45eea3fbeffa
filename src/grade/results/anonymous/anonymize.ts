/** Outcomes of a class → the same without anything that names a student: for a lecture, or for others to read. Pure. */
import type { NotJudged } from "../../../check/not-judged.ts";
import type { Parameters } from "../../../check/outcome.ts";
import type { TraceEvent } from "../../../check/probe/trace.ts";
import type { CaseResult, CheckResult, Observations, ProcessFacts } from "../../../check/result.ts";
import type { Graded, NoServer, Outcome, Undecided } from "../../outcome.ts";
import type { Unreadable } from "../../submission.ts";
import { maskHex, maskText } from "./mask.ts";

/** In place of what is left out. */
const GONE = "…";
/** Times would give away the order in which the class handed in, and was judged. */
const SOME_TIME = "2000-01-01T00:00:00.000Z";

export function anonymized(graded: Graded, pseudonym: string): Graded {
  return {
    id: pseudonym,
    name: undefined,
    source: "",
    submittedAt: undefined,
    isLate: graded.isLate,
    earlier: [],
    key: "",
    language: graded.language,
    command: undefined,
    outcome: outcomeOf(graded.outcome, pseudonym),
    gradedAt: SOME_TIME,
    seconds: 0,
  };
}

function outcomeOf(outcome: Outcome, title: string): Outcome {
  switch (outcome.state) {
    case "judged":
    case "did-not-start":
      return { ...outcome, result: resultOf(outcome.result, title) };
    case "did-not-build":
      return { ...outcome, command: outcome.command.slice(0, 1).map(programOf), output: GONE };
    case "no-server-found":
      return { ...outcome, why: noServerOf(outcome.why) };
    case "undecided":
      return { ...outcome, why: undecidedOf(outcome.why) };
    case "cannot-read":
      return { ...outcome, why: unreadableOf(outcome.why) };
    case "not-submitted":
      return outcome;
    case "judge-error":
      return { ...outcome, message: GONE };
  }
}

/** A compiler or an interpreter, and not a program of the student's. */
function programOf(word: string): string {
  const known = [
    "javac",
    "java",
    "go",
    "make",
    "cc",
    "gcc",
    "g++",
    "c++",
    "python3",
    "python",
    "node",
    "php",
    "ruby",
  ];
  return known.includes(word) ? word : GONE;
}

function noServerOf(why: NoServer): NoServer {
  return "files" in why ? { ...why, files: why.files.map(() => GONE) } : { ...why, file: GONE };
}

function undecidedOf(why: Undecided): Undecided {
  return why.kind === "same-id"
    ? { ...why, sources: why.sources.map(() => GONE) }
    : { ...why, files: why.files.map(() => GONE) };
}

function unreadableOf(why: Unreadable): Unreadable {
  switch (why.why) {
    case "empty":
      return why;
    case "no-code":
      return { ...why, files: why.files.map(() => GONE) };
    case "broken-archive":
      return { ...why, file: GONE, detail: GONE };
    case "escapes":
      return { ...why, file: GONE, entry: GONE };
    case "archive-kind":
    case "encrypted":
    case "too-large":
      return { ...why, file: GONE };
  }
}

function resultOf(result: CheckResult, title: string): CheckResult {
  const { process, notJudged } = result;
  return {
    ...result,
    title,
    startedAt: SOME_TIME,
    cases: result.cases.map(caseOf),
    observations: observationsOf(result.observations),
    ...(process && { process: processOf(process) }),
    ...(notJudged && { notJudged: notJudgedOf(notJudged) }),
  };
}

function caseOf(one: CaseResult): CaseResult {
  const trace = one.trace.map(eventOf);
  switch (one.verdict) {
    case "pass":
      return {
        ...one,
        trace,
        ...(one.firstTry && {
          firstTry: { ...one.firstTry, parameters: parametersOf(one.firstTry.parameters) },
        }),
      };
    case "fail":
      return { ...one, trace, parameters: parametersOf(one.parameters) };
    case "skip":
      return { ...one, trace };
    case "error":
      return { ...one, trace, message: GONE };
  }
}

function eventOf(event: TraceEvent): TraceEvent {
  return event.kind === "received" && event.hex !== undefined ? { ...event, hex: maskHex(event.hex) } : event;
}

function parametersOf(parameters: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === "string" ? maskText(value) : value,
    ]),
  );
}

function observationsOf(seen: Observations): Observations {
  const masked = Object.entries(seen).map(([name, value]) => [
    name,
    typeof value === "string" ? maskText(value) : value,
  ]);
  return Object.fromEntries(masked);
}

/** What it wrote may name files and folders of the student. */
function processOf({ stderr, ...facts }: ProcessFacts): ProcessFacts {
  const exit = facts.exit && { exit: facts.exit };
  return { ...facts, command: [GONE], ...exit, ...(stderr === undefined ? {} : { stderr: GONE }) };
}

function notJudgedOf(why: NotJudged): NotJudged {
  switch (why.why) {
    case "port-in-use":
      return { why: "port-in-use", port: why.port };
    case "cannot-start":
      return { ...why, program: GONE };
    case "judge-failed":
      return { ...why, message: GONE };
    case "did-not-listen":
    case "exited":
    case "went-to-background":
      return { ...why, output: GONE };
  }
}
