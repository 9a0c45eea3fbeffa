/** Cells → CSV after RFC 4180, of which a spreadsheet runs nothing as a formula. */
import type { Language } from "../../../language.ts";
import type { Entry } from "../entries.ts";
import { COLUMNS } from "./columns.ts";

type Cell = string | number | undefined;

export function gradesCsv(entries: readonly Entry[], language: Language): string {
  const rows = entries.map((entry) => COLUMNS.map(({ cellOf }) => cellOf(entry, language)));
  return csvOf([COLUMNS.map(({ name }) => name), ...rows]);
}

export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
}

function cellText(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const text = withoutFormula(cell);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet takes these for the beginning of a formula, full width too, and an apostrophe for that of a text. */
function withoutFormula(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}
