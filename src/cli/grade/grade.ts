/** `jam grade`: grades a class; `jam grade merge` joins the results of several machines, `jam grade diff` compares two. */
import type { Command } from "../command.ts";
import { EXIT, UsageError } from "../exit.ts";
import { flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags, paragraph } from "../flags/help.ts";
import { CHOSEN, GRADE_FLAGS } from "./flags.ts";

const HELP = () => `Usage: jam grade FOLDER|ARCHIVE|MANIFEST.csv [FLAGS]
       jam grade merge FOLDER… --out DIR
       jam grade diff OLD NEW

${paragraph(`Grades a class: finds each student's server, builds it, starts it in a sandbox of its own, checks it with all
${CHOSEN.length} cases, and writes tables and feedback. Every result is kept in DIR/journal.jsonl: the same command continues a run
that was ended, and judges again only what changed.`)}

${formatFlags(GRADE_FLAGS)}

${paragraph(`Exit codes: 0 the class was processed, whatever the grades, 1 judge-error or undecided remain, or submissions are
missing in a merge, 2 usage error or a wrong grade.toml, 3 no sandbox works here or the disk is full; 130 interrupted.`)}`;

async function run(args: readonly string[]): Promise<number> {
  const [first, ...rest] = args;
  if (first === "merge") return (await import("./merge.ts")).merge(rest);
  if (first === "diff") return (await import("./diff.ts")).diff(rest);
  const read = readArguments(args, GRADE_FLAGS);
  if (read.wantsHelp) {
    console.log(HELP());
    return EXIT.good;
  }
  const values = flagValues(GRADE_FLAGS, read);
  const [path, ...more] = read.positionals;
  if (path === undefined) throw new UsageError("missing class: give its folder, archive or manifest (.csv).");
  if (more.length > 0 || read.rest !== undefined)
    throw new UsageError(`jam grade takes one class: unexpected argument ${[...more, "--"][0]}.`);
  if (values.plan) return (await import("./show-plan.ts")).showPlan(path, values);
  return (await import("./grade-class.ts")).gradeClass(path, read, values);
}

export const command = { run } satisfies Command;
