/** Whose server a report is about, and how it was started. */
import type { CheckResult } from "../../../check/result.ts";
import { visibleLine } from "../../../text/visible.ts";
import type { Graded } from "../../outcome.ts";
import type { Entry } from "../entries.ts";

/** `Siti Nurhaliza · 5025211001` */
export function titleOf({ graded: { id, name } }: Entry): string {
  return visibleLine([...(name === undefined || name === id ? [] : [name]), id].join(" · "));
}

export function titled(entry: Entry, result: CheckResult): CheckResult {
  return { ...result, title: titleOf(entry) };
}

/** Of a server that did not start; empty otherwise: nothing was started, or the report shows it. */
export function startedCommand({ outcome, command }: Graded): readonly string[] {
  return outcome.state === "did-not-start" ? (command ?? []) : [];
}
