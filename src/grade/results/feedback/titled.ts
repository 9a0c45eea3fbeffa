/** Whose server a student's report is about. */
import type { CheckResult } from "../../../check/result.ts";
import { visibleLine } from "../../../text/visible.ts";
import type { Entry } from "../entries.ts";

/** `Siti Nurhaliza · 5025211001` */
export function titleOf({ graded: { id, name } }: Entry): string {
  return visibleLine([...(name === undefined || name === id ? [] : [name]), id].join(" · "));
}

export function titled(entry: Entry, result: CheckResult): CheckResult {
  return { ...result, title: titleOf(entry) };
}
