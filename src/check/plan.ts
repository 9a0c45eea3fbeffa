/** Which cases are tried, and in which order. Pure. */
import type { Case, Profile } from "./case.ts";
import type { FirstReplyCase } from "./cases/connect.ts";
import { CASES, caseOf, isFirstReplyCase } from "./cases/registry.ts";

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

/** Globs that match no case at all, which is a mistake of whoever wrote them. */
export function strayGlobs(globs: readonly string[]): readonly string[] {
  return globs.filter((glob) => !CASES.some(({ id }) => matches(glob, id)));
}

export interface Plan {
  /** Judged by the first connection, which is made in any case. */
  readonly first: readonly FirstReplyCase[];
  /** One after the other, right after it. */
  readonly early: readonly Case[];
  /** Side by side, where the server serves clients side by side. */
  readonly quiet: readonly Case[];
  /** One after the other. */
  readonly alone: readonly Case[];
}

/** Whether clients are served side by side, and what a client that has gone costs, is known first. */
const EARLY = ["client-gone", "concurrent-idle", "concurrent-partial", "concurrent-many"];

/** The chosen cases and those that they stand on. */
export function plan(chosen: readonly string[]): Plan {
  const needed = new Set(["connect", "time-reply", ...chosen]);
  for (const id of needed) for (const on of caseOf(id).standsOn) needed.add(on);
  const cases = CASES.filter(({ id }) => needed.has(id));
  const rest = cases.filter((each): each is Case => !isFirstReplyCase(each));
  const late = rest.filter(({ id }) => !EARLY.includes(id));
  return {
    first: cases.filter(isFirstReplyCase),
    early: EARLY.flatMap((id) => rest.filter((each) => each.id === id)),
    quiet: late.filter(({ isQuiet }) => isQuiet),
    alone: late.filter(({ isQuiet }) => !isQuiet),
  };
}

/** `*` stands for any text. */
function matches(glob: string, id: string): boolean {
  const pattern = glob.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join(".*")}$`).test(id);
}
