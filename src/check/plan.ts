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
  /** One after the other, right after the first reply. */
  readonly early: readonly ProbeCase[];
  /** Measures the server while it waits: beside others, or alone before what may give it something to do. */
  readonly measured: readonly ProbeCase[];
  /** They wait for a close: one after the other, while no other connection is opened. */
  readonly closes: readonly ProbeCase[];
  /** Side by side, if the server serves clients side by side. */
  readonly company: readonly ProbeCase[];
  /** One after the other: what may break the server, then what leaves it with work to do. */
  readonly last: readonly ProbeCase[];
}

/** These show whether the server serves a client beside another. */
export const BESIDE_IDLE = "concurrent-idle";
export const BESIDE_PARTIAL = "concurrent-partial";
export const MANY = "concurrent-many";
/** Tried before the others: whether clients are served side by side, and how many of them. */
const EARLY = [BESIDE_IDLE, BESIDE_PARTIAL, MANY];
/** A server may be busy with these after they were judged: each leaves it more to do than the one before. */
const LAST = ["reset", "churn", "idle-crowd", "long-line-bounded"];
/** They wait 2 s between two readings, and can wait together. */
export const CLOCKS: readonly string[] = ["reply-clock", "repeat-clock"];
/** In company no connection is opened between its two readings, so that the others open theirs before. */
const HOLDS_CONNECTS = ["repeat-clock"];

/** The chosen cases and their prerequisites. */
export function plan(chosen: readonly string[]): Plan {
  const needed = new Set(["connect", "time-reply", ...chosen]);
  for (const id of needed) for (const prerequisite of caseOf(id).prerequisites) needed.add(prerequisite);
  const cases = CASES.filter(({ id }) => needed.has(id));
  const tried = cases.filter((each) => "run" in each);
  const named = (ids: readonly string[]) => ids.flatMap((id) => tried.filter((each) => each.id === id));
  const rest = tried.filter(({ id }) => ![...EARLY, ...HOLDS_CONNECTS, ...LAST].includes(id));
  return {
    first: cases.filter((each) => "judge" in each),
    early: named(EARLY),
    measured: rest.filter(({ inCompany }) => inCompany === "measured"),
    closes: rest.filter(({ inCompany }) => inCompany === "fail"),
    company: [
      ...rest.filter(({ inCompany }) => inCompany === "valid" || inCompany === "pass"),
      ...named(HOLDS_CONNECTS),
    ],
    last: [...rest.filter(({ inCompany }) => inCompany === "never" || inCompany === "reply"), ...named(LAST)],
  };
}

/** `*` stands for any text. */
function matches(glob: string, id: string): boolean {
  const pattern = glob.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join(".*")}$`).test(id);
}
