/** The flags of `jam grade`. */
import { CASE_IDS } from "../../check/cases/registry.ts";
import { STATES } from "../../grade/outcome.ts";
import { parseShard } from "../../grade/schedule/shard.ts";
import { parseIdPattern } from "../../grade/submissions/ids.ts";
import { LANGUAGES, languageOf } from "../../language.ts";
import { choiceFlag, listFlag, switchFlag, textFlag } from "../flags/flag-kinds.ts";
import type { Flag, FlagTable, ValuesOf } from "../flags/flags.ts";

const environment = process.env["LC_ALL"] || process.env["LC_MESSAGES"] || process.env["LANG"];
const MOST_JOBS = 256;
/** Of a student who handed in nothing, there is nothing to judge. */
const REPEATABLE = STATES.filter((state) => state !== "not-submitted");

const none = (placeholder: string, help: string, check?: (text: string) => string) =>
  textFlag(() => "", { placeholder, help, fallbackText: "none" }, check);

const RESULT_FLAGS = {
  moodle: none("FILE", "Moodle's grading sheet of this assignment, to be filled in"),
  anonymous: switchFlag({ help: "also write the results without names, to anonymous/" }),
  lang: choiceFlag(LANGUAGES, languageOf(environment), {
    placeholder: "LANG",
    help: "language of results and feedback: en, id",
    fallbackText: "from LANG",
  }),
  json: switchFlag({ help: "print the summary as JSON" }),
} as const satisfies FlagTable;

const out = textFlag(() => "", {
  placeholder: "DIR",
  help: "folder of the results",
  fallbackText: "FOLDER.graded",
});

export const GRADE_FLAGS = {
  out,
  config: none("FILE", "grade.toml: commands, limits, weights and the deadline, for the class or a student"),
  plan: switchFlag({ help: "show what would run for each submission, and why, and run nothing" }),
  jobs: optional("N", "judge so many submissions at once", "by cores and memory", (text) => {
    const jobs = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (jobs >= 1 && jobs <= MOST_JOBS) return jobs;
    throw new Error(`must be a whole number from 1 to ${MOST_JOBS}, not ${JSON.stringify(text)}.`);
  }),
  again: listFlag<string>(
    [],
    {
      placeholder: "STATE|ID",
      help: `judge again what is in this state or has this id; states: ${REPEATABLE.join(", ")}`,
      fallbackText: "none",
    },
    (text) => text,
  ),
  shard: optional(
    "I/N",
    "judge only every N-th submission, from the I-th on: one of N machines",
    "all",
    (text) => {
      const shard = parseShard(text);
      if (shard !== undefined) return shard;
      throw new Error(`must be such as 3/10, the third of ten parts, not ${JSON.stringify(text)}.`);
    },
  ),
  noSandbox: switchFlag({
    help: "run submissions as your own user, one at a time, with access to your files and network",
  }),
  idPattern: optional(
    "RE",
    "regular expression that finds the id in names",
    "a number of 10 digits",
    (text) => {
      try {
        return parseIdPattern(text);
      } catch (error) {
        throw new Error(`is wrong: ${error instanceof Error ? error.message : text}.`);
      }
    },
  ),
  roster: none("FILE", "CSV with the ids of the class: who has handed in nothing is listed"),
  deadline: none("TIME", "mark what was handed in later, such as 2026-05-20T23:59:00+07:00", readTime),
  weights: none("FILE", "TOML file with what each case counts in the grade, as CASE = NUMBER"),
  ...RESULT_FLAGS,
} as const satisfies FlagTable;

export const MERGE_FLAGS = {
  out: textFlag(() => "", { placeholder: "DIR", help: "folder of the results", fallbackText: "required" }),
  ...RESULT_FLAGS,
} as const satisfies FlagTable;

export const DIFF_FLAGS = {
  lang: RESULT_FLAGS.lang,
  json: switchFlag({ help: "print it as JSON" }),
} as const satisfies FlagTable;

export type GradeValues = ValuesOf<typeof GRADE_FLAGS>;
export type ResultValues = ValuesOf<typeof RESULT_FLAGS>;

/** All cases that `jam check` tries by default. */
export const CHOSEN: readonly string[] = CASE_IDS;

function optional<Value>(
  placeholder: string,
  help: string,
  fallbackText: string,
  parse: (text: string) => Value,
): Flag<Value | undefined> {
  return { placeholder, help, fallbackText, parse, fallback: () => undefined };
}

function readTime(text: string): string {
  const hasOffset = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text);
  if (hasOffset && !Number.isNaN(Date.parse(text))) return text;
  throw new Error(
    `must be a time with its offset from UTC, such as 2026-05-20T23:59:00+07:00, not ${JSON.stringify(text)}.`,
  );
}
