import { expect, test } from "bun:test";
import type { FlagTable } from "../../../../src/cli/flags/flags.ts";
import { REPORT_FLAGS } from "../../../../src/cli/lab/report-flags.ts";
import { RUN_FLAGS } from "../../../../src/cli/lab/run-flags.ts";
import { helpText, labTextsOf } from "../../../../src/cli/lab/texts/texts-of.ts";
import { LANGUAGES } from "../../../../src/language.ts";

const TABLES: Readonly<Record<"run" | "report", FlagTable>> = { run: RUN_FLAGS, report: REPORT_FLAGS };
const helpIn = (language: "en" | "id", name: "run" | "report") =>
  helpText(labTextsOf(language)[name], TABLES[name]).replace(/\s+/g, " ");

for (const name of ["run", "report"] as const) {
  test(`the help of jam lab ${name} lists the same flags in every language`, () => {
    const flags = LANGUAGES.map((language) => new Set(helpIn(language, name).match(/ --[a-z-]+/g)));
    expect(flags[0]?.size).toBe(Object.keys(TABLES[name]).length);
    expect(flags[1]).toEqual(flags[0] ?? new Set());
  });

  test(`the help of jam lab ${name} in Indonesian has no flag in English`, () => {
    const help = helpIn("id", name);
    for (const flag of Object.values(TABLES[name])) expect(help).not.toContain(flag.help);
  });
}
