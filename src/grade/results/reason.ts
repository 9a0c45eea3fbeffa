/** An outcome without a grade → its reason in words, the last output, and what to do about it. */
import type { Language } from "../../language.ts";
import { visibleLine, visibleText } from "../../text/visible.ts";
import { capitalized } from "../../text/wrap.ts";
import type { Outcome } from "../outcome.ts";
import { settledText } from "../plan/texts/why.ts";
import { unreadableText } from "../texts/unreadable/unreadable.ts";
import type { WithoutGrade } from "./entries.ts";
import { resultTextsOf } from "./texts/index.ts";
import type { ResultTexts } from "./texts/texts.ts";

export interface Reason {
  /** Sentences on one line, plain text. */
  readonly text: string;
  /** The end of what the compiler or the server printed; empty if there is none. */
  readonly output: string;
  /** For the one who grades, and for the student; code in back-ticks. */
  readonly toDo: string;
  readonly forStudent: string;
}

export function reasonOf(outcome: WithoutGrade, language: Language): Reason {
  const texts = resultTextsOf(language);
  const parts = [textOf(outcome, texts, language), exceededText(outcome, texts)];
  return {
    text: capitalized(visibleLine(parts.join(" "))),
    output: visibleText(outputOf(outcome).trim()),
    toDo: texts.toDo[outcome.state],
    forStudent:
      outcome.state === "cannot-read"
        ? unreadableText(outcome.why, language).advice
        : texts.forStudent[outcome.state],
  };
}

/** Empty if the submission kept to its limits. */
export function exceededText(outcome: Outcome, { exceeded }: ResultTexts): string {
  return "exceeded" in outcome && outcome.exceeded !== undefined ? exceeded[outcome.exceeded] : "";
}

function textOf(outcome: WithoutGrade, texts: ResultTexts, language: Language): string {
  switch (outcome.state) {
    case "did-not-build":
      return texts.didNotBuild(outcome.command.join(" "));
    case "did-not-start":
      return texts.didNotStart(outcome.result.notJudged);
    case "no-server-found":
    case "undecided":
      return settledText(outcome, language);
    case "cannot-read":
      return unreadableText(outcome.why, language).what;
    case "not-submitted":
      return texts.notSubmitted;
    case "judge-error":
      return `${texts.judgeError} ${outcome.message}`;
  }
}

function outputOf(outcome: WithoutGrade): string {
  if (outcome.state === "did-not-build") return outcome.output;
  if (outcome.state !== "did-not-start") return "";
  const { notJudged, process } = outcome.result;
  return notJudged !== undefined && "output" in notJudged ? notJudged.output : (process?.stderr ?? "");
}
