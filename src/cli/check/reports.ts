/** Writes a result to the terminal and to the files of the report flags. */
import { accessSync, constants, mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { gradeByWeight } from "../../check/grade.ts";
import { gradescopeReport, notGradedReport } from "../../check/reports/ci/gradescope.ts";
import { jsonReport } from "../../check/reports/ci/json.ts";
import { junitReport } from "../../check/reports/ci/junit.ts";
import { tapReport } from "../../check/reports/ci/tap.ts";
import { htmlReport } from "../../check/reports/html/html.ts";
import { terminalReport } from "../../check/reports/terminal/terminal.ts";
import type { CheckResult, Weights } from "../../check/result.ts";
import { textsOf } from "../../check/texts/index.ts";
import { CommandError, EXIT } from "../exit.ts";
import { painterFor } from "../terminal/color.ts";
import type { CheckValues } from "./flags.ts";
import { readWeights } from "./weights.ts";

type Labelling = Pick<CheckResult, "title" | "weights">;

/** Read before the check, because a fault in it is a usage error. @throws {UsageError} */
export function labellingOf({ title, weights }: CheckValues, chosen: readonly string[]): Labelling {
  const read: Weights | undefined = weights === "" ? undefined : readWeights(weights, chosen);
  return { ...(title === "" ? {} : { title }), ...(read && { weights: read }) };
}

/** The result with its title, and with the grade that the weights give. */
export function labelled(result: CheckResult, labelling: Labelling): CheckResult {
  const { weights } = labelling;
  const grade = weights === undefined ? result.grade : gradeByWeight(result.cases, weights);
  return { ...result, ...labelling, grade };
}

/** The result in the form for stdout. */
export function printedReport(result: CheckResult, values: CheckValues): string {
  const catalogue = textsOf(values.lang);
  if (values.json) return jsonReport(result, textsOf("en"));
  if (values.tap) return tapReport(result, catalogue, values.lang);
  return terminalReport(result, catalogue, values.lang, painterFor(process.stdout), process.stdout.columns);
}

/** @throws {CommandError} if a file cannot be written */
export function writeReports(result: CheckResult, { lang, junit, html, gradescope }: CheckValues): void {
  const catalogue = textsOf(lang);
  write(junit, () => junitReport(result, catalogue, lang));
  write(html, () => htmlReport(result, catalogue, lang));
  write(gradescope, () => gradescopeReport(result, catalogue, lang));
}

/** Of a check that fails to judge, Gradescope's file is written too: without it a submission seems to have no autograder. */
export async function orNotGraded(
  values: CheckValues,
  act: () => Promise<CheckResult>,
): Promise<CheckResult> {
  try {
    return await act();
  } catch (error) {
    writeNotGraded(error instanceof Error ? error.message : String(error), undefined, values);
    throw error;
  }
}

/**
 * Gradescope's file of a check that judged nothing.
 * @param lastOutput the end of what the server printed
 * @throws {CommandError} if the file cannot be written
 */
function writeNotGraded(
  why: string,
  lastOutput: string | undefined,
  { lang, gradescope }: CheckValues,
): void {
  write(gradescope, () => notGradedReport(why, lastOutput, lang));
}

/** Makes the folders, and fails before the check, not after it, if a file cannot be written. @throws {CommandError} */
export function checkPlaces({ junit, html, gradescope }: CheckValues): void {
  for (const file of [junit, html, gradescope].filter((each) => each !== "")) {
    writing(file, () => accessSync(folderOf(file), constants.W_OK));
  }
}

function folderOf(file: string): string {
  const folder = dirname(resolve(file));
  mkdirSync(folder, { recursive: true });
  return folder;
}

function write(file: string, report: () => string): void {
  if (file === "") return;
  writing(file, () => {
    folderOf(file);
    writeFileSync(file, report());
  });
}

function writing(file: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : error;
    throw new CommandError(`cannot write ${file}: ${code}.`, EXIT.environment);
  }
}
