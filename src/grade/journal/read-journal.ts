/** The text of a journal → what is known. A line that a kill or a full disk tore counts as never written. */
import type { Graded } from "../outcome.ts";
import type { Entry, GradedEntry, Member, RunEntry } from "./entry.ts";

export interface Known {
  readonly run: RunEntry | undefined;
  readonly graded: ReadonlyMap<string, GradedEntry>;
  /** Lines before the last that are no entry, from 1. */
  readonly unreadable: readonly number[];
}

/** Two submissions may have one id, and two students the same content. */
export function nameOf({ id, key }: Member): string {
  return `${key} ${id}`;
}

export function readJournal(text: string): Known {
  const lines = text.split("\n");
  lines.pop(); // what follows the last line end is torn, or nothing
  const graded = new Map<string, GradedEntry>();
  const unreadable: number[] = [];
  let run: RunEntry | undefined;
  for (const [index, line] of lines.entries()) {
    const entry = entryOf(line);
    switch (entry?.kind) {
      case undefined:
        unreadable.push(index + 1);
        break;
      case "run":
        run = entry;
        break;
      case "graded":
        graded.set(nameOf(entry.graded), entry);
        break;
      case "again":
        for (const member of entry.members) graded.delete(nameOf(member));
        break;
    }
  }
  return { run, graded, unreadable };
}

/** In the class's order; those that are not done yet are missing. */
export function gradedOf(members: readonly Member[], { graded }: Pick<Known, "graded">): readonly Graded[] {
  return members.flatMap((member) => graded.get(nameOf(member))?.graded ?? []);
}

function entryOf(line: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isEntry = typeof value === "object" && value !== null && "kind" in value;
    return isEntry && ["run", "graded", "again"].includes(String(value.kind)) ? (value as Entry) : undefined;
  } catch {
    return undefined;
  }
}
