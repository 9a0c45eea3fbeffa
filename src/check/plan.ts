/** Which cases are tried, and in which order. Pure. */
import type { FirstReplyCase, ProbeCase, Profile } from "./case.ts";
import { CASES, caseOf } from "./cases/registry.ts";

export interface Selection {
  readonly profiles: readonly Profile[];
  /** Globs of ids; empty for all. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
}

/** Ids that the selection chooses, in the contract's order. */
export function choose({ profiles, only, skip }: Selection): readonly string[] {
  return CASES.filter(({ profile }) => profiles.includes(profile))
    .map(({ id }) => id)
    .filter((id) => only.length === 0 || only.some((glob) => matches(glob, id)))
    .filter((id) => !skip.some((glob) => matches(glob, id)));
}

/** Globs that match no case at all: typing mistakes. */
export function strayGlobs(globs: readonly string[]): readonly string[] {
  return globs.filter((glob) => !CASES.some(({ id }) => matches(glob, id)));
}

export interface Plan {
  /** Judged by the first connection, which is made in any case. */
  readonly first: readonly FirstReplyCase[];
  /** One after the other, right after it. */
  readonly early: readonly ProbeCase[];
  /** Side by side, if the server serves clients side by side. */
  readonly parallel: readonly ProbeCase[];
  /** One after the other. */
  readonly serial: readonly ProbeCase[];
}

/** These show whether the server serves clients side by side. */
export const CONCURRENT: readonly string[] = ["concurrent-idle", "concurrent-partial", "concurrent-many"];
/** Tried first: what a client that has gone costs, and whether clients are served side by side. */
const EARLY = ["client-gone", ...CONCURRENT];

/** The chosen cases and their prerequisites. */
export function plan(chosen: readonly string[]): Plan {
  const needed = new Set(["connect", "time-reply", ...chosen]);
  for (const id of needed) for (const prerequisite of caseOf(id).prerequisites) needed.add(prerequisite);
  const cases = CASES.filter(({ id }) => needed.has(id));
  const rest = cases.filter((each) => "run" in each);
  const late = rest.filter(({ id }) => !EARLY.includes(id));
  return {
    first: cases.filter((each) => "judge" in each),
    early: EARLY.flatMap((id) => rest.filter((each) => each.id === id)),
    parallel: late.filter(({ isParallelSafe }) => isParallelSafe),
    serial: late.filter(({ isParallelSafe }) => !isParallelSafe),
  };
}

/** `*` stands for any text. */
function matches(glob: string, id: string): boolean {
  const pattern = glob.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join(".*")}$`).test(id);
}
