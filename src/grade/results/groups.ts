/** Students whose servers got the same verdict in every case, so that a mistake is explained once. Pure. */
import type { Entry } from "./entries.ts";

export interface Group {
  readonly entries: readonly Entry[];
  readonly failed: readonly string[];
  /** Cases that could not be tried. */
  readonly untried: readonly string[];
}

/** Of two or more, the largest first. */
export function groupsOf(entries: readonly Entry[]): readonly Group[] {
  const judged = entries.filter((entry) => entry.judged !== undefined);
  return [...Map.groupBy(judged, verdictsOf).values()]
    .filter((those) => those.length > 1)
    .map((those) => ({
      entries: those,
      failed: idsOf(those[0], (verdict) => verdict === "fail"),
      untried: idsOf(those[0], (verdict) => verdict === "skip" || verdict === "error"),
    }))
    .toSorted((one, other) => other.entries.length - one.entries.length);
}

function verdictsOf({ judged }: Entry): string {
  return (judged?.result.cases ?? []).map(({ id, verdict }) => `${id} ${verdict}`).join();
}

function idsOf(entry: Entry | undefined, isOne: (verdict: string) => boolean): readonly string[] {
  return (entry?.judged?.result.cases ?? []).filter(({ verdict }) => isOne(verdict)).map(({ id }) => id);
}
