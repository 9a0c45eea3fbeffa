/** The journal of a result folder, read only: another process may be writing it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { JOURNAL } from "./journal.ts";
import { type Known, readJournal } from "./read-journal.ts";

export function readKnown(folder: string): Known {
  return readJournal(readFileSync(join(folder, JOURNAL), "utf8"));
}
