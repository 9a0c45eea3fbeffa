/** Writes the results of a class, prints the summary, and finds the exit code. */
import { basename } from "node:path";
import type { Graded } from "../../grade/outcome.ts";
import { MoodleSheetError, readMoodleSheet } from "../../grade/results/moodle/sheet.ts";
import type { ResultOptions } from "../../grade/results/options.ts";
import { writeResults } from "../../grade/results/write-results.ts";
import { visibleLine } from "../../text/visible.ts";
import { EXIT, UsageError } from "../exit.ts";
import { writeErr } from "../terminal/stderr.ts";
import { ReaderGone, writeOut } from "../terminal/stdout.ts";
import type { ResultValues } from "./flags.ts";
import { countsOf, summaryJson, summaryText, UNSETTLED } from "./words.ts";

/** Before the class is judged: a wrong file costs no evening. @throws {UsageError} */
export async function resultOptions(title: string, { moodle, lang }: ResultValues): Promise<ResultOptions> {
  const options = { title: basename(title), language: lang, isAnonymous: false };
  if (moodle === "") return options;
  try {
    return { ...options, moodle: await readMoodleSheet(moodle) };
  } catch (error) {
    if (error instanceof MoodleSheetError) throw new UsageError(error.message);
    throw new UsageError(`${moodle} cannot be read: ${error instanceof Error ? error.message : error}.`);
  }
}

/** @returns the exit code */
export async function finish(
  folder: string,
  graded: readonly Graded[],
  options: ResultOptions,
  values: ResultValues,
): Promise<number> {
  const { files, remarks } = await writeResults(folder, graded, options);
  if (values.anonymous) await writeResults(folder, graded, { ...options, isAnonymous: true });
  for (const remark of remarks) writeErr(visibleLine(remark));
  await print(values.json ? summaryJson(graded, folder) : summaryText(graded, folder, files));
  const unsettled = UNSETTLED.filter((state) => countsOf(graded).has(state));
  if (unsettled.length === 0) return EXIT.good;
  writeErr(`jam: ${unsettled.join(" and ")} remain: decide in grade.toml, or repeat with --again STATE.`);
  return EXIT.failed;
}

/** The reader of `jam grade … | head` may close the pipe; the results are written all the same. */
export async function print(text: string): Promise<void> {
  await writeOut(`${text}\n`).catch((error: unknown) => {
    if (!(error instanceof ReaderGone)) throw error;
  });
}
