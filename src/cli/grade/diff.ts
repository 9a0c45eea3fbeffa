/** `jam grade diff`: whose verdicts changed between two results of a class, and which. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { JOURNAL } from "../../grade/journal/journal.ts";
import { gradedOf } from "../../grade/journal/read-journal.ts";
import { readKnown } from "../../grade/journal/read-known.ts";
import type { Graded } from "../../grade/outcome.ts";
import { diffOf, diffText } from "../../grade/results/diff.ts";
import { visibleJson } from "../../text/visible.ts";
import { EXIT, UsageError } from "../exit.ts";
import { flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags } from "../flags/help.ts";
import { DIFF_FLAGS } from "./flags.ts";
import { print } from "./results.ts";

const HELP = () => `Usage: jam grade diff OLD NEW [FLAGS]

Lists whose state, grade or verdicts differ between two result folders of jam grade.

${formatFlags(DIFF_FLAGS)}`;

export async function diff(args: readonly string[]): Promise<number> {
  const read = readArguments(args, DIFF_FLAGS);
  if (read.wantsHelp) {
    console.log(HELP());
    return EXIT.good;
  }
  const { lang, json } = flagValues(DIFF_FLAGS, read);
  const [before, now, ...more] = read.positionals;
  if (before === undefined || now === undefined || more.length > 0)
    throw new UsageError("give two result folders: jam grade diff OLD NEW.");
  const difference = diffOf(resultsIn(before), resultsIn(now));
  await print(json ? visibleJson(difference) : diffText(difference, lang).trimEnd());
  return EXIT.good;
}

function resultsIn(folder: string): readonly Graded[] {
  if (!existsSync(join(folder, JOURNAL)))
    throw new UsageError(`${folder} is no result folder of jam grade: it has no ${JOURNAL}.`);
  const known = readKnown(folder);
  return gradedOf(known.run?.members ?? [], known);
}
