/** What the judge of a point is given and what it returns, and how its findings become few. */
import type {
  CaptureFacts,
  Doubt,
  DoubtKind,
  Failure,
  FailureReason,
  Finding,
  Remark,
  RemarkKind,
  Session,
} from "../capture/facts.ts";
import type { Undecided } from "../capture/overlaps.ts";

export interface Evidence {
  readonly port: number;
  readonly sessions: readonly Session[];
  readonly overlaps: CaptureFacts["overlaps"];
  /** What hides packets of a file: damage, or truncation within the headers. */
  readonly hiding?: { readonly kind: "damaged" | "truncated"; readonly at: number | undefined } | undefined;
  /** Whether other sessions overlapped cannot be decided, and why. */
  readonly undecided: Undecided | undefined;
}

export interface Judgement {
  /** Sessions that show the point, the best one first. */
  readonly shown: readonly string[];
  readonly failures: readonly Failure[];
  readonly remarks?: readonly Remark[];
  readonly unseen?: readonly Doubt[];
}

const findingOf =
  <Kind extends string>() =>
  (kind: Kind, session?: Session, detail?: string): Finding<Kind> => ({
    ...{ kind, session: session?.id, detail },
    others: 0,
  });

export const failureOf = findingOf<FailureReason>();
export const remarkOf = findingOf<RemarkKind>();
export const doubtOf = findingOf<DoubtKind>();

/** The first of each kind, with the number of other sessions that have it too. */
export function firstOfEach<Kind extends string>(
  findings: readonly Finding<Kind>[],
): readonly Finding<Kind>[] {
  const first = new Map<Kind, Finding<Kind>>();
  const sessions = new Map<Kind, Set<string | undefined>>();
  for (const finding of findings) {
    if (!first.has(finding.kind)) first.set(finding.kind, finding);
    const seen = sessions.get(finding.kind) ?? new Set();
    sessions.set(finding.kind, seen.add(finding.session));
  }
  return [...first.values()].map((finding) => ({
    ...finding,
    others: (sessions.get(finding.kind)?.size ?? 1) - 1,
  }));
}
