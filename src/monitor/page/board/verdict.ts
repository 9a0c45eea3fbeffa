/** A session → its verdict in words. */
import { REFUSED_LINES } from "../../../protocol/request.ts";
import type { SessionRow } from "../../facts/api.ts";
import type { Texts } from "../texts/texts.ts";
import { type Tone, toneOfReason } from "../tones.ts";

export interface VerdictWords {
  readonly tone: Tone;
  readonly text: string;
}

/** Mistakes first, the most frequent before the others; a bad end; else how it is going. */
export function verdictWords(
  row: SessionRow,
  { problems, reasons, states, words }: Pick<Texts, "problems" | "reasons" | "states" | "words">,
): VerdictWords {
  const { refused, reason, state, requests, isInLine } = row;
  const countOf = (kind: (typeof REFUSED_LINES)[number]) => refused[kind] ?? 0;
  const kinds = REFUSED_LINES.filter((kind) => countOf(kind) > 0);
  kinds.sort((one, other) => countOf(other) - countOf(one));
  const faults = kinds.map((kind) => problems[kind].label);
  if (reason !== undefined && toneOfReason(reason) === "bad") faults.push(reasons[reason].label);
  if (isInLine && state === "ended") faults.push(problems.unfinished.label);
  if (faults.length > 0) return { tone: "bad", text: faults.join(", ") };
  if (state === "stalled") return { tone: "bad", text: states.stalled };
  if (isClockRefused(row)) return { tone: "plain", text: words.clockRefused };
  if (state !== "ended") return { tone: "plain", text: isInLine ? problems.unfinished.label : states[state] };
  return requests > 0 ? { tone: "good", text: words.right } : { tone: "plain", text: words.empty };
}

/** It made no mistake and was refused: that is the server's clock (CLOCK-2). Why a session closes is known at its end. */
export function isClockRefused({ refused, reason, state, errors, isInLine }: SessionRow): boolean {
  if (errors === 0 || state === "closing" || Object.keys(refused).length > 0) return false;
  return !(isInLine && state === "ended") && (reason === undefined || toneOfReason(reason) !== "bad");
}
