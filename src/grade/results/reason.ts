/** An outcome without a grade → its reason in words, the last output, and what to do about it. */
import { textsOf } from "../../check/texts/index.ts";
import type { Language } from "../../language.ts";
import { visibleLine, visibleText } from "../../text/visible.ts";
import type { Outcome } from "../outcome.ts";
import { type ResultTexts, resultTextsOf } from "./texts/texts.ts";

type WithoutGrade = Exclude<Outcome, { readonly state: "judged" }>;

export interface Reason {
  /** Sentences on one line, with code in back-ticks. */
  readonly text: string;
  /** The end of what the compiler or the server printed; empty if there is none. */
  readonly output: string;
  /** For the one who grades, and for the student. */
  readonly toDo: string;
  readonly forStudent: string;
}

export function reasonOf(outcome: WithoutGrade, language: Language): Reason {
  const texts = resultTextsOf(language);
  return {
    text: visibleLine(textOf(outcome, texts, language)),
    output: visibleText(outputOf(outcome).trim()),
    toDo: texts.toDo[outcome.state],
    forStudent: texts.forStudent[outcome.state],
  };
}

function textOf(outcome: WithoutGrade, texts: ResultTexts, language: Language): string {
  switch (outcome.state) {
    case "did-not-build":
      return texts.didNotBuild(outcome.command.join(" "));
    case "did-not-start": {
      const { notJudged } = outcome.result;
      return notJudged === undefined ? texts.didNotStart : textsOf(language).notJudged(notJudged);
    }
    case "no-server-found":
      return `${texts.noServerFound} ${outcome.why}`;
    case "undecided":
      return undecidedText(outcome.why, texts);
    case "cannot-read":
      return unreadableText(outcome.why, texts);
    case "not-submitted":
      return texts.notSubmitted;
    case "judge-error":
      return `${texts.judgeError} ${outcome.message}`;
  }
}

function undecidedText(
  why: Extract<Outcome, { readonly state: "undecided" }>["why"],
  { undecided }: ResultTexts,
): string {
  return why.kind === "same-id" ? undecided["same-id"](why) : undecided["several-servers"](why);
}

function unreadableText(
  facts: Extract<Outcome, { readonly state: "cannot-read" }>["why"],
  { unreadable }: ResultTexts,
): string {
  switch (facts.why) {
    case "empty":
      return unreadable.empty(facts);
    case "archive-kind":
      return unreadable["archive-kind"](facts);
    case "encrypted":
      return unreadable.encrypted(facts);
    case "broken-archive":
      return unreadable["broken-archive"](facts);
    case "escapes":
      return unreadable.escapes(facts);
    case "too-large":
      return unreadable["too-large"](facts);
    case "no-code":
      return unreadable["no-code"](facts);
  }
}

function outputOf(outcome: WithoutGrade): string {
  if (outcome.state === "did-not-build") return outcome.output;
  if (outcome.state !== "did-not-start") return "";
  const { notJudged, process } = outcome.result;
  return notJudged !== undefined && "output" in notJudged ? notJudged.output : (process?.stderr ?? "");
}
