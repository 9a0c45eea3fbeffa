/** Moodle's grading sheet → the same with the grades of those that were judged; every other byte stays. Pure. */
import { gradePoints } from "../../../check/reports/facts.ts";
import type { Entry } from "../entries.ts";
import type { MoodleRow, MoodleSheet } from "./sheet.ts";

export interface Filled {
  readonly text: string;
  /** Ids of judged students that no row fits, or more than one. */
  readonly notInSheet: readonly string[];
  /** Ids whose grade Moodle does not let be changed. */
  readonly locked: readonly string[];
}

export function filledSheet({ text, rows }: MoodleSheet, entries: readonly Entry[]): Filled {
  const notInSheet: string[] = [];
  const locked: string[] = [];
  const edits: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  for (const { graded, judged } of entries) {
    if (judged === undefined) continue;
    const row = rowOf(graded, rows);
    const cell = row?.grade;
    if (row === undefined || cell === undefined) notInSheet.push(graded.id);
    else if (/^(no|tidak)$/i.test(row.canChange?.text.trim() ?? "")) locked.push(graded.id);
    else edits.push({ from: cell.from, to: cell.to, text: gradeText(judged.result.grade, row) });
  }
  const filled = edits
    .toSorted((one, other) => other.from - one.from)
    .reduce((whole, edit) => whole.slice(0, edit.from) + edit.text + whole.slice(edit.to), text);
  return { text: filled, notInSheet, locked };
}

/** By Moodle's own number where the export has it, else by what names one row and no other. */
function rowOf({ id, name, source }: Entry["graded"], rows: readonly MoodleRow[]): MoodleRow | undefined {
  const number = /_(\d+)_assignsubmission_/.exec(source)?.[1];
  const is = (text: string | undefined, wanted: string | undefined) =>
    wanted !== undefined && wanted !== "" && text?.trim().toLowerCase() === wanted.trim().toLowerCase();
  const ways: readonly ((row: MoodleRow) => boolean)[] = [
    // `Participant 123`, `Peserta123`
    (row) => number !== undefined && /(\d+)\s*$/.exec(row.identifier?.text ?? "")?.[1] === number,
    (row) => is(row.idNumber?.text, id) || is(row.username?.text, id),
    (row) => is(row.email?.text, id) || is(row.email?.text.split("@")[0], id),
    (row) => is(row.fullName?.text, name),
    (row) => is(row.fullName?.text, id),
  ];
  for (const fits of ways) {
    const found = rows.filter(fits);
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

/** Of the sheet's maximum, with its decimal mark. */
function gradeText(share: number, { maximum }: MoodleRow): string {
  const shown = maximum?.text.trim() ?? "";
  const most = Number(shown.replace(",", "."));
  const isKnown = shown !== "" && Number.isFinite(most) && most > 0;
  const grade = gradePoints(share, isKnown ? most : undefined);
  const hasComma = /^\d+,\d+$/.test(shown);
  return hasComma ? `"${grade.toFixed(2).replace(".", ",")}"` : grade.toFixed(2);
}
