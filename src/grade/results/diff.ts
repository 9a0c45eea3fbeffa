/** Two results of a class → whose verdicts changed, and which. Pure. */
import type { Language } from "../../language.ts";
import type { Graded, State } from "../outcome.ts";

export interface Standing {
  readonly state: State;
  /** Of a judged one, of 100, in hundredths. */
  readonly points: number | undefined;
}

export interface ChangedVerdict {
  readonly id: string;
  /** Undefined where one of the two results does not have the case. */
  readonly before: "pass" | "fail" | "skip" | "error" | undefined;
  readonly now: "pass" | "fail" | "skip" | "error" | undefined;
}

export interface Changed {
  readonly id: string;
  readonly name: string | undefined;
  /** Undefined where one of the two results does not have the student. */
  readonly before: Standing | undefined;
  readonly now: Standing | undefined;
  readonly verdicts: readonly ChangedVerdict[];
}

export interface Diff {
  readonly changed: readonly Changed[];
  /** How many students have the same state, grade and verdicts in both. */
  readonly unchanged: number;
}

export function diffOf(_before: readonly Graded[], _now: readonly Graded[]): Diff {
  return { changed: [], unchanged: 0 };
}

/** For a terminal, with a line end. */
export function diffText(_diff: Diff, _language: Language): string {
  return "";
}
