/** A result → stdout and the files that were asked for. */
import { writeFile } from "node:fs/promises";
import { formatHgrm } from "../../bench/histogram.ts";
import { escapeText } from "../../client/index.ts";
import { CommandError, EXIT } from "../exit.ts";
import type { ValuesOf } from "../flags/flags.ts";
import { painterFor } from "../terminal/color.ts";
import { writeOut } from "../terminal/stdout.ts";
import { formatBars } from "./bars.ts";
import { formatCsv } from "./csv.ts";
import type { OUTPUT_FLAGS } from "./flags.ts";
import { type Page, pageColumns } from "./page.ts";
import type { BenchResult } from "./result.ts";
import type { Steps } from "./steps.ts";
import { formatSteps } from "./steps-table.ts";
import { formatSvg } from "./svg.ts";
import { formatExpectations, formatFindMax, formatHead, formatStep } from "./text.ts";

type Outputs = Pick<ValuesOf<typeof OUTPUT_FLAGS>, "json" | "svg" | "hgrm" | "csv">;

export async function writeOutputs(
  { json, svg, hgrm, csv }: Outputs,
  result: BenchResult,
  { steps }: Steps,
): Promise<void> {
  const chosen = steps[result.findMax?.step ?? steps.length - 1];
  if (svg !== "") await writeResult(svg, formatSvg(result, steps));
  if (csv !== "") await writeResult(csv, formatCsv(result));
  if (hgrm !== "" && chosen !== undefined) await writeResult(hgrm, formatHgrm(chosen.record.latency));
  if (json) return writeOut(`${escapeText(JSON.stringify(result))}\n`);
  const columns = pageColumns();
  const page: Page = { paint: painterFor(process.stdout), columns };
  const isTable = steps.length > 1 || result.findMax !== null;
  const bars = chosen === undefined ? [] : formatBars(chosen.record.latency, page.paint.cyan, columns);
  const text = [
    ...formatHead(result, page),
    "",
    ...(isTable ? formatSteps(result, page) : []),
    ...(!isTable && chosen !== undefined ? formatStep(chosen.report, bars, page) : []),
    ...(steps.length === 0 ? ["  ended before anything was measured"] : []),
    ...formatFindMax(result, page),
    ...formatExpectations(result, page),
  ];
  await writeOut(`${text.join("\n")}\n`);
}

async function writeResult(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CommandError(`cannot write ${file}: ${why}.`, EXIT.environment);
  }
}
