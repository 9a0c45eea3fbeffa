/** A point's sentences → one paragraph of at least 50 words, none of which says what the facts do not. Pure. */
import type { CaptureFacts, Point, PointFacts } from "../capture/facts.ts";
import type { Phrases } from "./phrases.ts";
import { concurrencySentences, portSentences } from "./tell/connections.ts";
import { bytesSentences, prefixSentences, timeSentences } from "./tell/replies.ts";
import { quitSentences, requestSentences } from "./tell/requests.ts";

export const LEAST_WORDS = 50;

/** Each is told with the phrases of a language, and knows no language. */
export type Tell = (facts: CaptureFacts, point: PointFacts, phrases: Phrases) => readonly string[];

const TELL = {
  "1.a": portSentences,
  "1.b": concurrencySentences,
  "1.c.i": requestSentences,
  "1.c.ii": quitSentences,
  "1.d.i": bytesSentences,
  "1.d.ii": prefixSentences,
  "1.d.iii": timeSentences,
} as const satisfies Readonly<Record<Point, Tell>>;

export function paragraphOf(point: Point, facts: CaptureFacts, phrases: Phrases): string {
  const judged = facts.points.find((one) => one.point === point);
  if (judged === undefined) return "";
  const sentences = [
    ...TELL[point](facts, judged, phrases),
    ...judged.shortcomings.map((short) => phrases.shortcomings[short.kind](short, facts)),
    ...(judged.evidence.length === 0 ? [phrases.absent[point]] : []),
    phrases.verdict(point, judged.isProven),
  ];
  // Further facts, as many as the paragraph still wants.
  const further = [phrases.scope(facts), ...facts.sessions.map((session) => phrases.session(session))];
  while (countWords(sentences.join(" ")) < LEAST_WORDS && further.length > 0) {
    sentences.splice(-1, 0, further.shift() ?? "");
  }
  return sentences.join(" ");
}

/** Words with a letter in them; bytes and commands between backticks are none. */
export function countWords(text: string): number {
  return text
    .replace(/`[^`]*`/g, " ")
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word)).length;
}
