/** How a verdict is marked in the table: by a sign, and never by colour alone. */
import type { CaseResult } from "../../../check/result.ts";

/** Pass, pass at the second try, fail, not tried, the judge could not try it: a class of the page, and a sign. */
export const MARKS = [
  ["p", "✓"],
  ["y", "≈"],
  ["f", "✕"],
  ["s", "–"],
  ["e", "!"],
] as const;

/** A place in `MARKS`. */
export function markOf(one: CaseResult): number {
  switch (one.verdict) {
    case "pass":
      return one.isFlaky ? 1 : 0;
    case "fail":
      return 2;
    case "skip":
      return 3;
    case "error":
      return 4;
  }
}
