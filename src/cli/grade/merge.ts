/** `jam grade merge`: the results of one class from several machines → one result folder. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { joinShards, ShardError } from "../../grade/journal/join-shards.ts";
import { JOURNAL, Journal } from "../../grade/journal/journal.ts";
import { readKnown } from "../../grade/journal/read-known.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import { flagValues, readArguments } from "../flags/flags.ts";
import { formatFlags, paragraph } from "../flags/help.ts";
import { writeErr } from "../terminal/stderr.ts";
import { asWriteError } from "./ending.ts";
import { MERGE_FLAGS } from "./flags.ts";
import { finish, resultOptions } from "./results.ts";

const HELP = () => `Usage: jam grade merge FOLDER… --out DIR [FLAGS]

${paragraph(`Joins the result folders of one class that several machines graded with --shard. What a machine did not finish is
listed; jam grade CLASS --out DIR judges it.`)}

${formatFlags(MERGE_FLAGS)}`;

export async function merge(args: readonly string[]): Promise<number> {
  const read = readArguments(args, MERGE_FLAGS);
  if (read.wantsHelp) {
    console.log(HELP());
    return EXIT.good;
  }
  const values = flagValues(MERGE_FLAGS, read);
  const out = resolve(values.out);
  if (values.out === "") throw new UsageError("--out is missing: the folder of the joined results.");
  if (read.positionals.length === 0) throw new UsageError("give the result folders that are to be joined.");
  const folders = read.positionals.map((folder) => ({ folder, known: knownIn(folder, out) }));
  const results = await resultOptions(out.replace(/\.graded$/, ""), values);
  try {
    const { run, graded, missing, entries } = joinShards(folders);
    using journal = Journal.open(out);
    journal.add(run);
    for (const entry of entries) journal.add(entry);
    const code = await finish(out, graded, results, values);
    if (missing.length === 0) return code;
    for (const { shard, ids } of missing) writeErr(`jam: shard ${shard} is missing ${ids.join(", ")}.`);
    const count = missing.reduce((sum, { ids }) => sum + ids.length, 0);
    writeErr(`jam: ${count} submissions are not judged yet. Judge them: jam grade CLASS --out ${values.out}`);
    return EXIT.failed;
  } catch (error) {
    if (error instanceof ShardError) throw new UsageError(error.message);
    throw asWriteError(error, out, "the same command");
  }
}

function knownIn(folder: string, out: string) {
  if (resolve(folder) === out)
    throw new UsageError("--out must be another folder than those that are joined.");
  if (!existsSync(join(folder, JOURNAL)))
    throw new UsageError(`${folder} is no result folder of jam grade: it has no ${JOURNAL}.`);
  try {
    return readKnown(folder);
  } catch (error) {
    throw new CommandError(`${folder}: ${error instanceof Error ? error.message : error}.`, EXIT.environment);
  }
}
