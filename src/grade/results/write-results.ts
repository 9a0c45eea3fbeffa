/** The outcomes of a class → its result folder: each file is whole or not there at all. */
import type { Graded } from "../outcome.ts";
import type { ResultOptions } from "./options.ts";

export interface Written {
  /** Absolute; the table to open first comes first. */
  readonly files: readonly string[];
  /** Sentences in the options' language, such as students that the Moodle sheet does not have. */
  readonly remarks: readonly string[];
}

/**
 * @param folder made if it is missing
 * @throws {Error} the system's, with its `code`, such as ENOSPC
 */
export async function writeResults(
  _folder: string,
  _graded: readonly Graded[],
  _options: ResultOptions,
): Promise<Written> {
  return { files: [], remarks: [] };
}
