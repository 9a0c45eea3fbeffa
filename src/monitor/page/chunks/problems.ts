/** What a client did wrong in a session: as its recorded bytes show, and as the server counted where they do not. */
import { REFUSED_LINES, type RefusedLine } from "../../../protocol/request.ts";
import type { SessionRow } from "../../facts/api.ts";
import type { ProblemKind } from "./notes.ts";

export interface Problem {
  readonly kind: ProblemKind;
  /** How many lines. */
  readonly count: number;
}

export interface Problems {
  /** Most frequent first. */
  readonly problems: readonly Problem[];
  /** Lines among them whose bytes were not recorded. */
  readonly unrecorded: number;
}

/**
 * @param shown in the recorded bytes @param row what the server counted
 * @param isEndShown whether the recorded bytes are all, and have a line at their end that has no LF
 */
export function problemsOf(
  shown: readonly Problem[],
  { refused, isInLine }: Pick<SessionRow, "refused" | "isInLine">,
  isEndShown: boolean,
): Problems {
  const counts = new Map(shown.map(({ kind, count }) => [kind, count]));
  let unrecorded = 0;
  for (const kind of REFUSED_LINES) {
    const seen = shown.reduce((sum, each) => sum + (refusedAs(each.kind) === kind ? each.count : 0), 0);
    const unseen = (refused[kind] ?? 0) - seen;
    if (unseen <= 0) continue;
    counts.set(kind, (counts.get(kind) ?? 0) + unseen);
    unrecorded += unseen;
  }
  if (isInLine && !isEndShown) {
    counts.set("unfinished", 1);
    unrecorded++;
  }
  const problems = [...counts].map(([kind, count]) => ({ kind, count }));
  return { problems: problems.sort((one, other) => other.count - one.count), unrecorded };
}

/** The kind by which the server counts it; undefined for a line that has not ended. */
export function refusedAs(kind: ProblemKind): RefusedLine | undefined {
  if (kind === "lowercase" || kind === "leading-blank" || kind === "quit-suffix") return "unknown";
  return kind === "unfinished" || kind === "unfinished-cr" ? undefined : kind;
}
