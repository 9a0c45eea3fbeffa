/** The journals of one class from several machines → one, and what is missing in it. Pure. */
import type { Graded } from "../outcome.ts";
import { isInShard } from "../schedule/shard.ts";
import type { GradedEntry, RunEntry } from "./entry.ts";
import { gradedOf, type Known, nameOf } from "./read-journal.ts";

/** The folders do not belong together; the message says which. */
export class ShardError extends Error {}

interface Folder {
  readonly folder: string;
  readonly known: Known;
}

interface Joined {
  readonly run: RunEntry;
  readonly entries: readonly GradedEntry[];
  /** In the class's order. */
  readonly graded: readonly Graded[];
  /** What is not judged yet, by the shard that had to. */
  readonly missing: readonly { readonly shard: string; readonly ids: readonly string[] }[];
}

/** @throws {ShardError} */
export function joinShards(folders: readonly Folder[]): Joined {
  const runs = folders.map(({ folder, known }) => ({ folder, run: runOf(folder, known) }));
  const [first] = runs;
  if (first === undefined) throw new ShardError("there is no folder to join.");
  const { members } = first.run;
  for (const { folder, run } of runs) checkSame(first, folder, run);
  const newest = new Map<string, GradedEntry>();
  for (const { known } of folders)
    for (const [name, entry] of known.graded) {
      const before = newest.get(name);
      if (before === undefined || before.graded.gradedAt < entry.graded.gradedAt) newest.set(name, entry);
    }
  const of = first.run.shard?.of ?? 1;
  const missing = Array.from({ length: of }, (_, index) => ({
    shard: `${index + 1}/${of}`,
    ids: members
      .filter((_member, position) => isInShard(position, { index: index + 1, of }))
      .filter((member) => !newest.has(nameOf(member)))
      .map(({ id }) => id),
  })).filter(({ ids }) => ids.length > 0);
  const { shard, ...run } = first.run;
  return {
    run,
    entries: members.flatMap((member) => newest.get(nameOf(member)) ?? []),
    graded: gradedOf(members, { graded: newest }),
    missing,
  };
}

function runOf(folder: string, { run }: Known): RunEntry {
  if (run === undefined) throw new ShardError(`${folder}: its journal has no run in it.`);
  return run;
}

/** Of the same submissions, judged by the same cases and settings: all of that is in their keys. */
function checkSame(
  first: { readonly folder: string; readonly run: RunEntry },
  folder: string,
  run: RunEntry,
): void {
  const other = (what: string) => new ShardError(`${folder} and ${first.folder} ${what}.`);
  const names = (one: RunEntry) => one.members.map(nameOf).join("\n");
  const ids = (one: RunEntry) => one.members.map(({ id }) => id).join("\n");
  if (ids(run) !== ids(first.run)) throw other("are results of different classes");
  if (names(run) !== names(first.run))
    throw other(
      "were judged by different cases or settings, or some content differs: use the same jam, class and grade.toml everywhere",
    );
  if (run.shard?.of !== first.run.shard?.of) throw other("are shards of different numbers of machines");
}
