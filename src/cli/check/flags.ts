/** The flags of `jam check`. */
import { PROFILES, type Profile } from "../../check/case.ts";
import { CASE_IDS } from "../../check/cases/registry.ts";
import { strayGlobs } from "../../check/plan.ts";

import { LANGUAGES, languageOf } from "../../language.ts";
import { didYouMean } from "../../text/nearest.ts";
import { durationFlag } from "../flags/durations.ts";
import { choiceFlag, integerFlag, listFlag, switchFlag, textFlag } from "../flags/flag-kinds.ts";
import type { FlagTable, ValuesOf } from "../flags/flags.ts";

const DAY_MS = 86_400_000;
const environment = process.env["LC_ALL"] || process.env["LC_MESSAGES"] || process.env["LANG"];

const fileFlag = (help: string) => textFlag(() => "", { placeholder: "FILE", help, fallbackText: "none" });

export const CHECK_FLAGS = {
  port: integerFlag({ default: 45_000, min: 1, max: 65_535 }, { help: "port on which COMMAND listens" }),
  startTimeout: durationFlag(
    { defaultMs: 10_000, minMs: 100, maxMs: DAY_MS },
    { help: "with -- COMMAND: how long to wait until it listens" },
  ),
  profile: listFlag(PROFILES, { placeholder: "NAMES", help: "profiles to check" }, readProfile),
  only: listFlag<string>(
    [],
    { placeholder: "GLOBS", help: "only these cases, such as 'split-*'", fallbackText: "all" },
    readGlob,
  ),
  skip: listFlag<string>(
    [],
    { placeholder: "GLOBS", help: "without these cases", fallbackText: "none" },
    readGlob,
  ),
  list: switchFlag({ help: "list the chosen cases and exit" }),
  lang: choiceFlag(LANGUAGES, languageOf(environment), {
    placeholder: "LANG",
    help: "language of the report: en, id",
    fallbackText: "from LANG",
  }),
  patience: integerFlag(
    { default: 1, min: 1, max: 100 },
    { help: "multiply all time limits, for slow machines" },
  ),
  jobs: integerFlag(
    { default: 32, min: 1, max: 64 },
    { help: "run at most so many cases in parallel, if they are safe to" },
  ),
  watch: switchFlag({ help: "check COMMAND again whenever its files change" }),
  json: switchFlag({ help: "print the result as JSON" }),
  tap: switchFlag({ help: "print the result as TAP" }),
  junit: fileFlag("also write the result as JUnit XML"),
  html: fileFlag("also write the report as one self-contained page"),
  gradescope: fileFlag("also write Gradescope's results.json"),
  weights: fileFlag("TOML file with what each case counts in the grade, as CASE = NUMBER"),
  title: textFlag(() => "", {
    placeholder: "TEXT",
    help: "name of the student in the reports",
    fallbackText: "none",
  }),
  selfTest: switchFlag({ help: "check the gallery of faulty servers, and show which case catches which" }),
} as const satisfies FlagTable;

export type CheckValues = ValuesOf<typeof CHECK_FLAGS>;

function readProfile(text: string): Profile {
  const profile = PROFILES.find((known) => known === text);
  if (profile !== undefined) return profile;
  throw new Error(
    `must be one or more of ${PROFILES.join(", ")}, not ${JSON.stringify(text)}.${didYouMean(text, PROFILES)}`,
  );
}

function readGlob(text: string): string {
  if (strayGlobs([text]).length === 0) return text;
  throw new Error(
    `matches no case: ${JSON.stringify(text)}.${didYouMean(text, CASE_IDS)} "jam check --list" prints all of them.`,
  );
}
