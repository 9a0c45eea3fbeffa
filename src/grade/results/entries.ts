/** Outcomes of a class → what every table, page and file says of a student: once, so that all of them agree. */
import { gradePoints } from "../../check/reports/facts.ts";
import type { CaseResult, CheckResult } from "../../check/result.ts";
import type { Graded, Outcome } from "../outcome.ts";
import { fileNamesOf } from "./file-names.ts";

export type WithoutGrade = Exclude<Outcome, { readonly state: "judged" }>;

/** Exactly one of `judged` and `withoutGrade` is defined. */
export interface Entry {
  readonly graded: Graded;
  /** Of the student's files, without an extension. */
  readonly fileName: string;
  readonly judged: Judged | undefined;
  readonly withoutGrade: WithoutGrade | undefined;
}

export interface Judged {
  readonly result: CheckResult;
  /** Of 100, as `gradePoints` rounds. */
  readonly points: number;
  /** Where it listens, if that is not the port that was asked for. */
  readonly otherPort: number | undefined;
}

/** In the order of the ids, as people count. */
export function entriesOf(graded: readonly Graded[]): readonly Entry[] {
  const order = new Intl.Collator("en", { numeric: true });
  const sorted = graded.toSorted((one, other) => order.compare(one.id, other.id));
  const names = fileNamesOf(sorted.map(({ id }) => id));
  return sorted.map((each, index) => ({
    graded: each,
    fileName: names[index] ?? each.id,
    judged: judgedOf(each),
    withoutGrade: each.outcome.state === "judged" ? undefined : each.outcome,
  }));
}

export function judgedOf({ outcome }: Graded): Judged | undefined {
  if (outcome.state !== "judged") return undefined;
  const { result } = outcome;
  return { result, points: gradePoints(result.grade), otherPort: otherPortOf(result) };
}

function otherPortOf({ cases }: CheckResult): number | undefined {
  const connect = cases.find(({ id }) => id === "connect");
  if (connect?.verdict !== "fail" || connect.fault !== "other-port") return undefined;
  const port = Number(connect.parameters["got"]);
  return Number.isInteger(port) ? port : undefined;
}

/** Of all that were judged, in the contract's order. */
export function casesOf(entries: readonly Entry[]): readonly CaseResult[] {
  const found = new Map<string, CaseResult>();
  for (const { judged } of entries)
    for (const one of judged?.result.cases ?? []) if (!found.has(one.id)) found.set(one.id, one);
  return [...found.values()];
}
