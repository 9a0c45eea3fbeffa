/** The columns of grades.csv and grades.xlsx. Their names are English in every language: programs read them. */
import type { Language } from "../../../language.ts";
import { visibleLine } from "../../../text/visible.ts";
import type { Entry } from "../entries.ts";
import { reasonOf } from "../reason.ts";

export interface Column {
  readonly name: string;
  /** Characters. */
  readonly width: number;
  readonly kind: "text" | "grade" | "count" | "time";
  /** Undefined: an empty cell. A time is ISO 8601. */
  readonly cellOf: (entry: Entry, language: Language) => string | number | undefined;
}

export const COLUMNS: readonly Column[] = [
  { name: "id", width: 14, kind: "text", cellOf: ({ graded }) => visibleLine(graded.id) },
  { name: "name", width: 28, kind: "text", cellOf: ({ graded }) => line(graded.name) },
  { name: "grade", width: 8, kind: "grade", cellOf: ({ judged }) => judged?.points },
  { name: "state", width: 16, kind: "text", cellOf: ({ graded }) => graded.outcome.state },
  { name: "late", width: 6, kind: "text", cellOf: ({ graded }) => yesNo(graded.isLate) },
  { name: "other_port", width: 10, kind: "count", cellOf: ({ judged }) => judged?.otherPort },
  { name: "must_passed", width: 11, kind: "count", cellOf: (entry) => sumOf(entry, "mustPassed") },
  { name: "must_total", width: 10, kind: "count", cellOf: (entry) => sumOf(entry, "mustTotal") },
  { name: "should_passed", width: 13, kind: "count", cellOf: (entry) => sumOf(entry, "shouldPassed") },
  { name: "should_total", width: 12, kind: "count", cellOf: (entry) => sumOf(entry, "shouldTotal") },
  { name: "failed", width: 50, kind: "text", cellOf: failedOf },
  { name: "reason", width: 60, kind: "text", cellOf: reasonIn },
  { name: "language", width: 9, kind: "text", cellOf: ({ graded }) => graded.language },
  { name: "submitted", width: 20, kind: "time", cellOf: ({ graded }) => graded.submittedAt },
  { name: "earlier", width: 8, kind: "count", cellOf: ({ graded }) => graded.earlier.length || undefined },
  { name: "source", width: 40, kind: "text", cellOf: ({ graded }) => line(graded.source) },
];

function line(text: string | undefined): string | undefined {
  return text === undefined ? undefined : visibleLine(text) || undefined;
}

function yesNo(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? "yes" : "no";
}

type Count = "mustPassed" | "mustTotal" | "shouldPassed" | "shouldTotal";

/** Two numbers and not `12/14`, of which a spreadsheet would make a date. */
function sumOf({ judged }: Entry, count: Count): number | undefined {
  return judged?.result.profiles.reduce((sum, profile) => sum + profile[count], 0);
}

function failedOf({ judged }: Entry): string | undefined {
  const failed = judged?.result.cases.filter(({ verdict }) => verdict === "fail") ?? [];
  return failed.map(({ id }) => id).join(" ") || undefined;
}

function reasonIn({ withoutGrade }: Entry, language: Language): string | undefined {
  return withoutGrade && reasonOf(withoutGrade, language).text;
}
