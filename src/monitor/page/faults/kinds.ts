/** Kinds of faults: their labels in the reader's language, and their counts. */
import { REFUSED_LINES, type RefusedLine } from "../../../protocol/request.ts";
import { type CloseReason, type Counts, REFUSALS } from "../../../server/counters.ts";
import type { FaultKind } from "../../facts/api.ts";
import type { Texts } from "../texts/texts.ts";
import { toneOfReason } from "../tones.ts";

export function labelOfKind(kind: FaultKind, { problems, reasons }: Texts): string {
  return isRefusedLine(kind) ? problems[kind].label : reasons[kind].label;
}

/** Kinds that occurred, most frequent first. */
export function countsByKind(counts: Counts, { reasons }: Texts): readonly (readonly [FaultKind, number])[] {
  const faultReasons = (Object.keys(reasons) as CloseReason[]).filter(
    (reason) => toneOfReason(reason) === "bad",
  );
  return ([...REFUSED_LINES, ...faultReasons] as const)
    .map((kind) => [kind, counts[kind]] as const)
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one);
}

function isRefusedLine(kind: FaultKind): kind is RefusedLine {
  return (REFUSED_LINES as readonly FaultKind[]).includes(kind);
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
