/** Writes a result to the terminal and to the files of the report flags. */
import { accessSync, constants, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { gradescopeReport } from "../../check/reports/ci/gradescope.ts";
import { jsonReport } from "../../check/reports/ci/json.ts";
import { junitReport } from "../../check/reports/ci/junit.ts";
import { tapReport } from "../../check/reports/ci/tap.ts";
import { htmlReport } from "../../check/reports/html/html.ts";
import { terminalReport } from "../../check/reports/terminal/terminal.ts";
import type { CheckResult } from "../../check/result.ts";
import { textsOf } from "../../check/texts/index.ts";
import { CommandError, EXIT } from "../exit.ts";
import { painterFor } from "../terminal/color.ts";
import type { CheckValues } from "./flags.ts";

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

/** Fails before the check, not after it, if a file cannot be written. @throws {CommandError} */
export function checkPlaces({ junit, html, gradescope }: CheckValues): void {
  for (const file of [junit, html, gradescope].filter((each) => each !== "")) {
    try {
      accessSync(dirname(resolve(file)), constants.W_OK);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : error;
      throw new CommandError(`cannot write ${file}: ${code}.`, EXIT.environment);
    }
  }
}

function write(file: string, report: () => string): void {
  if (file === "") return;
  try {
    writeFileSync(file, report());
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : error;
    throw new CommandError(`cannot write ${file}: ${code}.`, EXIT.environment);
  }
}
