/** The class's roster, CSV or one id for each line → who should have handed in, and who did not. */
import type { Submission } from "../submission.ts";
import { ClassError } from "./faults.ts";
import type { HandIn } from "./hand-in.ts";
import { asId, onlyIdIn } from "./ids.ts";
import { visible } from "./names.ts";
import { readTable } from "./table.ts";

export interface Rostered {
  readonly id: string;
  readonly name: string | undefined;
  /** Other names of the student in an export: the e-mail address, or the GitHub user. */
  readonly aliases: readonly string[];
}

const ID_COLUMNS = ["id", "nrp", "nim", "npm", "sid", "student id", "id number", "idnumber", "nomor id"];
/** Only if none of the above is there: in Moodle's sheet it is a number of this assignment. */
const IDENTIFIER_COLUMNS = ["identifier", "roster_identifier", "username"];
const NAME_COLUMNS = ["name", "nama", "full name", "nama lengkap", "student name", "nama mahasiswa"];
const ALIAS_COLUMNS = ["email", "email address", "github_username", "username"];

export function readRoster(file: string, pattern: RegExp): readonly Rostered[] {
  const rows = readTable(file);
  const header = rows[0]?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const find = (columns: readonly string[]) =>
    columns.map((column) => header.indexOf(column)).find((index) => index >= 0);
  const idColumn = find(ID_COLUMNS) ?? find(IDENTIFIER_COLUMNS);
  if (idColumn === undefined && header.length > 1 && onlyIdIn(header, pattern) === undefined)
    throw new ClassError(`${file}:1: no column id, nrp or nim; add a first line such as id,name`);
  const names = idColumn === undefined ? 1 : find(NAME_COLUMNS);
  const aliases = ALIAS_COLUMNS.map((column) => header.indexOf(column)).filter((index) => index >= 0);
  const students = new Map<string, Rostered>();
  for (const { cells } of rows.slice(idColumn === undefined ? 0 : 1)) {
    const cell = cells[idColumn ?? 0];
    if (!cell) continue;
    const name = names === undefined ? undefined : cells[names];
    const id = asId(cell);
    students.set(id, {
      id,
      name: name ? visible(name) : undefined,
      aliases: aliases.flatMap((index) => cells[index] || []).map((alias) => alias.toLowerCase()),
    });
  }
  if (students.size === 0) throw new ClassError(`${file}: no id in it; write one id for each line`);
  return [...students.values()];
}

/** In the order of the roster. */
export function notSubmitted(
  roster: readonly Rostered[],
  submissions: readonly Submission[],
): readonly Rostered[] {
  const submitted = new Set(submissions.map(({ id }) => id));
  return roster.filter(({ id }) => !submitted.has(id));
}

/** The only student of the roster with this id, name, e-mail address or GitHub user. */
export function findRostered(roster: readonly Rostered[], id: string, handIn: HandIn): Rostered | undefined {
  const byId = roster.find((student) => student.id === id);
  if (byId !== undefined) return byId;
  const label = handIn.label.toLowerCase();
  const isMeant = ({ name, aliases }: Rostered) =>
    (handIn.name !== undefined && name !== undefined && plain(name) === plain(handIn.name)) ||
    aliases.some(
      (alias) => alias === handIn.email?.toLowerCase() || label === alias || label.endsWith(`-${alias}`),
    );
  const meant = roster.filter(isMeant);
  return meant.length === 1 ? meant[0] : undefined;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\s+/g, " ").trim();
}
