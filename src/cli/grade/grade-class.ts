/** `jam grade FOLDER`: the class is read, judged as far as it is not yet, and its results are written. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Member, RunEntry } from "../../grade/journal/entry.ts";
import { Journal, JournalInUse } from "../../grade/journal/journal.ts";
import { nameOf } from "../../grade/journal/read-journal.ts";
import { visibleLine } from "../../text/visible.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import type { Arguments } from "../flags/flags.ts";
import { writeErr } from "../terminal/stderr.ts";
import { againOf } from "./again.ts";
import { classOf, configOf, type ReadClass, resultFolderOf } from "./class.ts";
import { type Apart, apart, checkJobs } from "./confinement.ts";
import { asWriteError, interruption } from "./ending.ts";
import { GRADE_FLAGS, type GradeValues } from "./flags.ts";
import { Progress } from "./progress.ts";
import { finish, resultOptions } from "./results.ts";
import { judgeAll, removeUnpacked, unpackedIn } from "./run.ts";
import { continueCommand } from "./words.ts";

export async function gradeClass(path: string, { given }: Arguments, values: GradeValues): Promise<number> {
  checkJobs(values);
  const config = configOf(values);
  const results = await resultOptions(path, values);
  const folder = resultFolderOf(path, values);
  checkPlaces(path, folder);
  const here = await apart(values);
  const how = continueCommand(path, given, GRADE_FLAGS);
  const progress = new Progress();
  using interrupted = interruption(() => progress.say("Stopping: what runs is ended, what is done is kept."));
  try {
    using journal = openJournal(folder);
    removeUnpacked(folder); // of a run that was killed
    try {
      const found = await classOf(path, unpackedIn(folder), config, values);
      for (const remark of found.remarks) progress.say(visibleLine(remark));
      const again = againOf(values.again, found.mine, journal.known);
      for (const line of journal.known.unreadable)
        progress.say(`Line ${line} of the journal cannot be read, and is judged again.`);
      progress.say(`${here.jobs} at once, because ${here.why}. Sandbox: ${here.sandbox}.`);
      journal.add(runEntry(found, here, values));
      if (again.length > 0) journal.add({ kind: "again", members: again, why: "asked" });
      const graded = await judgeAll(found.mine, new Set(again.map(nameOf)), {
        ...{ ...here, journal, progress, signal: interrupted.signal },
        hidden: [resolve(path), folder].filter((each) => statSync(each).isDirectory()),
      });
      if (graded.length === found.mine.length) return await finish(folder, graded, results, values);
      writeErr(`jam: ${graded.length} of ${found.mine.length} submissions are done. Continue: ${how}`);
      return EXIT.interrupted;
    } finally {
      removeUnpacked(folder);
    }
  } catch (error) {
    progress.clear();
    throw asWriteError(error, folder, how);
  }
}

function openJournal(folder: string): Journal {
  try {
    return Journal.open(folder);
  } catch (error) {
    if (!(error instanceof JournalInUse)) throw error;
    throw new CommandError(
      `another jam grade is writing ${error.message}; wait for it, or choose another folder with --out.`,
      EXIT.environment,
    );
  }
}

function runEntry({ members }: ReadClass, here: Apart, { shard }: GradeValues): RunEntry {
  const { sandbox, jobs, why } = here;
  const all: readonly Member[] = members.map(({ id, key }) => ({ id, key }));
  const at = new Date().toISOString();
  return { kind: "run", schema: 1, at, members: all, ...(shard && { shard }), sandbox, jobs, why };
}

/** @throws {UsageError} if the results would lie in a place that is a part of the class */
function checkPlaces(path: string, folder: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`${path}: no such file or folder.`);
  if (folder === resolve(path))
    throw new UsageError(`--out must be another folder than the class, not ${folder}.`);
}
