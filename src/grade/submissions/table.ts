/** A CSV file as spreadsheets write it → rows with their line numbers. Knows no columns. */
import { readFileSync, statSync } from "node:fs";
import { CsvError, parse } from "csv-parse/sync";
import { ClassError } from "./faults.ts";
import { TABLE_BYTES } from "./limits.ts";
import { utf8Of } from "./names.ts";

export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Without empty rows; cells are trimmed. */
export function readTable(path: string): readonly Row[] {
  const text = textOf(path);
  try {
    const rows: Row[] = [];
    parse(text, {
      ...{ bom: true, trim: true, relax_column_count: true, skip_empty_lines: true },
      delimiter: delimiterOf(text),
      on_record: (cells: readonly string[], { lines }) => {
        if (cells.some((cell) => cell !== "")) rows.push({ line: lines, cells });
        return null;
      },
    });
    return rows;
  } catch (error) {
    if (error instanceof CsvError) throw new ClassError(`${path}: ${error.message}`);
    throw error;
  }
}

/** UTF-8, UTF-16 with its mark as Excel's "Unicode text" has it, or else Latin-1. */
function textOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) throw new ClassError(`${path}: no such file`);
  if (stats.size > TABLE_BYTES) throw new ClassError(`${path}: larger than ${TABLE_BYTES} bytes`);
  const bytes = readFileSync(path);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  return utf8Of(bytes) ?? bytes.toString("latin1");
}

/** Spreadsheets write `;` where the comma is the decimal sign, as in Indonesia. */
function delimiterOf(text: string): string {
  const [first = ""] = text.split("\n", 1);
  const count = (sign: string) => first.split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
