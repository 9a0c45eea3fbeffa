/** Kinds of faults: their labels in the reader's language, and their counts. */
import { REFUSED_LINES } from "../../../protocol/request.ts";
import { type CloseReason, type Counts, REFUSALS, UNFINISHED } from "../../../server/counters.ts";
import type { FaultKind } from "../../facts/api.ts";
import type { Texts } from "../texts/texts.ts";
import { toneOfReason } from "../tones.ts";

/** Mistakes in a line; the other kinds end a session. */
const LINES = [...REFUSED_LINES, UNFINISHED] as const;

export function labelOfKind(kind: FaultKind, { problems, reasons }: Texts): string {
  return isLine(kind) ? problems[kind].label : reasons[kind].label;
}

/** Kinds that occurred, most frequent first. */
export function countsByKind(counts: Counts, { reasons }: Texts): readonly (readonly [FaultKind, number])[] {
  const faultReasons = (Object.keys(reasons) as CloseReason[]).filter(
    (reason) => toneOfReason(reason) === "bad",
  );
  return ([...LINES, ...faultReasons] as const)
    .map((kind) => [kind, counts[kind]] as const)
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one);
}

function isLine(kind: FaultKind): kind is (typeof LINES)[number] {
  return (LINES as readonly FaultKind[]).includes(kind);
}

/** Refused connections by reason, if there were any; they have no session. */
export function countsByRefusal(
  counts: Counts,
  { words }: Pick<Texts, "words">,
): readonly (readonly [label: string, count: number])[] {
  return REFUSALS.map((refusal) => [words[refusal], counts[refusal]] as const).filter(
    ([, count]) => count > 0,
  );
}
