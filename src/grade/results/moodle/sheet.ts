/** The grading sheet that Moodle exports: a CSV file whose columns are found by their names. */
import { readFile } from "node:fs/promises";
import { type Csv, type CsvCell, readCsv } from "./cells.ts";

/** As Moodle's English and Indonesian name them. */
const NAMES = {
  identifier: ["identifier", "id"],
  fullName: ["full name", "nama lengkap"],
  idNumber: ["id number", "nomor id", "nomor identitas"],
  username: ["username", "nama pengguna"],
  email: ["email address", "email", "alamat email", "alamat surel", "surel"],
  grade: ["grade", "nilai"],
  maximum: ["maximum grade", "nilai maksimum", "nilai maksimal"],
  canChange: ["grade can be changed", "nilai bisa diubah", "nilai dapat diubah"],
  scale: ["scale", "skala"],
} as const;
type MoodleColumn = keyof typeof NAMES;

export interface MoodleSheet {
  readonly path: string;
  readonly text: string;
  /** Below the header. */
  readonly rows: readonly MoodleRow[];
}

export type MoodleRow = Readonly<Partial<Record<MoodleColumn, CsvCell>>>;

/** The file is not a grading sheet of Moodle; the message names what is missing. A usage error. */
export class MoodleSheetError extends Error {}

/** @throws {MoodleSheetError} */
export async function readMoodleSheet(path: string): Promise<MoodleSheet> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new MoodleSheetError(`${path}: cannot be read: ${String(error)}`);
  });
  return moodleSheetOf(path, decoded(bytes, path));
}

export function moodleSheetOf(path: string, text: string): MoodleSheet {
  const { rows } = readCsv(text);
  const columns = columnsOf(rows[0] ?? [], path);
  const people = rows.slice(1).filter((row) => row.length > 1);
  return {
    path,
    text,
    rows: people.map((row) =>
      Object.fromEntries(
        [...columns].flatMap(([name, at]) => (row[at] === undefined ? [] : [[name, row[at]]])),
      ),
    ),
  };
}

function columnsOf(header: Csv["rows"][number], path: string): ReadonlyMap<MoodleColumn, number> {
  const heads = header.map(({ text }) => text.trim().toLowerCase());
  const found = new Map<MoodleColumn, number>();
  for (const name of Object.keys(NAMES) as MoodleColumn[]) {
    const at = heads.findIndex((head) => (NAMES[name] as readonly string[]).includes(head));
    if (at !== -1) found.set(name, at);
  }
  const isMissing = (name: MoodleColumn) => !found.has(name);
  if (!isMissing("scale") && isMissing("maximum"))
    throw new MoodleSheetError(
      `${path}: the assignment is graded with a scale. Set its grade to points in Moodle, and export the sheet again.`,
    );
  const needed = (["identifier", "grade"] as const).filter(isMissing);
  if (needed.length > 0) {
    const names = needed.map((name) => `"${NAMES[name][0]}"`).join(" and ");
    throw new MoodleSheetError(
      `${path}: is no grading sheet of Moodle: its first line has no column ${names} (in English or Indonesian). Export it with "Download grading worksheet".`,
    );
  }
  return found;
}

/** Moodle writes UTF-8; a spreadsheet may have saved it as something else. */
function decoded(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new MoodleSheetError(`${path}: is not UTF-8. Save it as "CSV UTF-8", or export it again.`);
  }
}
