/** Kinds of fault: their names in the reader's language, and how many there were. */
import type { Counts } from "../../../server/counters.ts";
import type { FaultKind } from "../../api.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { toneOfReason } from "../tones.ts";

export function labelOfKind(kind: FaultKind, { problems, reasons }: Catalogue): string {
  if (kind === "bareLf") return problems["bare-lf"].label;
  return kind === "unknown" ? problems.unknown.label : reasons[kind].label;
}

/** Most frequent first. */
export function countsByKind(counts: Counts): readonly (readonly [FaultKind, number])[] {
  return (Object.entries(counts) as [keyof Counts, number][])
    .flatMap(([name, count]) => (count > 0 && isFault(name) ? [[name, count] as const] : []))
    .sort(([, one], [, other]) => other - one);
}

/** What is counted beside refused lines and close reasons. */
const VOLUMES = ["opened", "refused", "bytesReceived", "bytesSent", "requests"] as const;
type Volume = (typeof VOLUMES)[number];

function isFault(name: keyof Counts): name is FaultKind {
  if ((VOLUMES as readonly string[]).includes(name)) return false;
  if (name === "unknown" || name === "bareLf") return true;
  return toneOfReason(name as Exclude<FaultKind, "unknown" | "bareLf" | Volume>) === "bad";
}
