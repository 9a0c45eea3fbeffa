/** `jam bench compare A.json B.json`: how two results of `jam bench --json` differ. */
import { readFile } from "node:fs/promises";
import { escapeText } from "../../client/index.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import { switchFlag } from "../flags/flag-kinds.ts";
import { type FlagTable, flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags, paragraph } from "../flags/help.ts";
import { painterFor } from "../terminal/color.ts";
import { ReaderGone, writeOut } from "../terminal/stdout.ts";
import { compareResults } from "./comparison.ts";
import { formatComparison } from "./comparison-text.ts";
import { pageColumns } from "./page.ts";
import { type BenchResult, SCHEMA } from "./result.ts";

const FLAGS = {
  json: switchFlag({ help: "print the comparison as one JSON object (docs/bench.md)" }),
} as const satisfies FlagTable;

const USAGE = `Usage: jam bench compare A.json B.json [FLAGS]

${paragraph(`Compares two results that jam bench --json printed: what changed from A to B, each with a 95 % interval,
and which conditions were not the same.`)}

${formatFlags(FLAGS)}

${paragraph("Exit codes: 0 compared, 1 a file is not such a result, 2 usage error, 3 a file cannot be read.")}`;

export async function runCompare(args: readonly string[]): Promise<number> {
  const parsed = readArguments(args, FLAGS);
  if (parsed.wantsHelp) {
    console.log(USAGE);
    return EXIT.good;
  }
  const { json } = flagValues(FLAGS, parsed);
  const [a, b, more] = parsed.positionals;
  if (a === undefined || b === undefined || more !== undefined || parsed.rest !== undefined)
    throw new UsageError("jam bench compare needs two files: jam bench compare A.json B.json");
  const comparison = compareResults(await readResult(a), await readResult(b));
  const page = { paint: painterFor(process.stdout), columns: pageColumns() };
  const text = json
    ? JSON.stringify({ ...comparison, a, b })
    : [
        page.paint.bold(`A ${escapeText(a)}`),
        page.paint.bold(`B ${escapeText(b)}`),
        "",
        ...formatComparison(comparison, page),
      ].join("\n");
  try {
    await writeOut(`${text}\n`);
  } catch (error) {
    if (!(error instanceof ReaderGone)) throw error;
  }
  return EXIT.good;
}

async function readResult(file: string): Promise<BenchResult> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CommandError(`cannot read ${escapeText(file)}: ${why}.`, EXIT.environment);
  });
  const result = parsed(text);
  if (!isResult(result)) {
    const expected = `expected what jam bench --json of this version prints (schema ${SCHEMA})`;
    throw new CommandError(`${escapeText(file)} is not a result of jam bench: ${expected}.`, EXIT.failed);
  }
  return result;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether it has what is compared; the rest of what was written is not read. */
function isResult(value: unknown): value is BenchResult {
  const { schema, load, machine, steps, findMax } = fieldsOf(value);
  return (
    schema === SCHEMA &&
    typeof load === "object" &&
    load !== null &&
    typeof fieldsOf(machine)["system"] === "string" &&
    typeof findMax === "object" &&
    Array.isArray(steps) &&
    steps.every(isStep)
  );
}

function isStep(value: unknown): boolean {
  const { timeline, errors, unanswered, verdict, serverEnd, elapsedSeconds } = fieldsOf(value);
  return (
    Array.isArray(timeline) &&
    timeline.every((point) => typeof fieldsOf(point)["repliesPerSecond"] === "number") &&
    typeof fieldsOf(errors)["total"] === "number" &&
    typeof unanswered === "number" &&
    typeof elapsedSeconds === "number" &&
    typeof fieldsOf(verdict)["label"] === "string" &&
    typeof fieldsOf(serverEnd)["state"] === "string"
  );
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
