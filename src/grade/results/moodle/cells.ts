/** CSV → its cells with the places where they stand, so that one can be changed and every other byte stays. Pure. */

export interface CsvCell {
  /** Without quotes. */
  readonly text: string;
  /** In the whole text, quotes included. */
  readonly from: number;
  readonly to: number;
}

export interface Csv {
  readonly delimiter: string;
  readonly rows: readonly (readonly CsvCell[])[];
}

/** The delimiter is what stands most often in the first line: a comma, a semicolon or a tab. */
export function readCsv(text: string): Csv {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const firstLine = /[^\r\n]*/.exec(text.slice(start))?.[0] ?? "";
  const count = (one: string) => firstLine.split(one).length;
  const delimiter = [",", ";", "\t"].toSorted((one, other) => count(other) - count(one))[0] ?? ",";
  const cell = new RegExp(`"(?:[^"]|"")*"|[^"${delimiter}\\r\\n][^${delimiter}\\r\\n]*|`, "y");
  const rows: CsvCell[][] = [];
  let row: CsvCell[] = [];
  let at = start;
  while (at < text.length || row.length > 0) {
    cell.lastIndex = at;
    const found = cell.exec(text)?.[0] ?? "";
    const isQuoted = found.startsWith('"');
    const plain = isQuoted ? found.slice(1, -1).replaceAll('""', '"') : found;
    row.push({ text: plain, from: at, to: at + found.length });
    at += found.length;
    if (text.startsWith(delimiter, at)) {
      at += delimiter.length;
      continue;
    }
    // What follows a closing quote, or a quote that never closes, belongs to no cell.
    const rest = /[^\r\n]*(\r\n|\r|\n|$)/y;
    rest.lastIndex = at;
    at += rest.exec(text)?.[0].length ?? 0;
    rows.push(row);
    row = [];
  }
  return { delimiter, rows };
}
