/** The workbook grades.xlsx: a sheet with the grades and one with the verdicts; text stays text, a time is a time. */
import writeExcelFile, { type Cell } from "write-excel-file/node";
import type { Language } from "../../../language.ts";
import { visibleLine } from "../../../text/visible.ts";
import { casesOf, type Entry } from "../entries.ts";
import { COLUMNS, type Column } from "./columns.ts";

/** Characters that a cell takes. */
const LONGEST = 32_767;
const FAILED = "#f8d7d4";

export async function gradesXlsx(entries: readonly Entry[], language: Language): Promise<Uint8Array> {
  const grades = entries.map((entry) => COLUMNS.map((column) => gradeCell(column, entry, language)));
  const cases = casesOf(entries).map(({ id }) => id);
  const verdicts = entries
    .filter(({ judged }) => judged !== undefined)
    .map((entry) => [
      ...COLUMNS.slice(0, 3).map((column) => gradeCell(column, entry, language)),
      ...cases.map((id) => verdictCell(entry, id)),
    ]);
  const sheet = { stickyRowsCount: 1, stickyColumnsCount: 2 };
  const widths = COLUMNS.map(({ width }) => ({ width }));
  const names = COLUMNS.map(({ name }) => name);
  return await writeExcelFile([
    { ...sheet, sheet: "Grades", columns: widths, data: [names.map(headCell), ...grades] },
    {
      ...sheet,
      sheet: "Cases",
      columns: [...widths.slice(0, 3), ...cases.map((id) => ({ width: Math.max(7, id.length + 2) }))],
      data: [[...names.slice(0, 3), ...cases].map(headCell), ...verdicts],
    },
  ]).toBuffer();
}

function headCell(value: string): Cell {
  return { value, type: String, fontWeight: "bold" };
}

function gradeCell({ kind, cellOf }: Column, entry: Entry, language: Language): Cell {
  const value = cellOf(entry, language);
  if (value === undefined) return null;
  if (typeof value === "number") {
    return { value, type: Number, format: kind === "grade" ? "0.00" : "0" };
  }
  const time = kind === "time" ? wallTime(value) : undefined;
  if (time !== undefined) return { value: time, type: Date, format: "yyyy-mm-dd hh:mm:ss" };
  return { value: visibleLine(value).slice(0, LONGEST), type: String };
}

/** A sheet knows no zones: it shows the clock of the time stamp's own zone, whichever the zone of this machine is. */
function wallTime(stamp: string): Date | undefined {
  const clock = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?/.exec(stamp);
  if (clock === null) return undefined;
  const [, day, minute, second = ":00"] = clock;
  const time = new Date(`${day}T${minute}${second}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function verdictCell({ judged }: Entry, id: string): Cell {
  const verdict = judged?.result.cases.find((one) => one.id === id)?.verdict;
  if (verdict === undefined) return null;
  return { value: verdict, type: String, ...(verdict === "fail" ? { backgroundColor: FAILED } : {}) };
}
