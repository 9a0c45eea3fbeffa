/** The grading sheet that Moodle exports: a CSV file whose columns are found by their names. */

export interface MoodleSheet {
  readonly path: string;
  readonly text: string;
}

/** The file is not a grading sheet of Moodle; the message names what is missing. A usage error. */
export class MoodleSheetError extends Error {}

/** @throws {MoodleSheetError} */
export async function readMoodleSheet(path: string): Promise<MoodleSheet> {
  return { path, text: await Bun.file(path).text() };
}
