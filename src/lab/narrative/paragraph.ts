/** A point's sentences → one paragraph of at least 50 words, which states nothing that the facts do not. Pure. */
import type { CaptureFacts, Point, PointFacts } from "../capture/facts.ts";
import type { Phrases, SentencesOf } from "./phrases.ts";
import { concurrencySentences, portSentences } from "./sentences/connections.ts";
import { bytesSentences, prefixSentences, timeSentences } from "./sentences/replies.ts";
import { quitSentences, requestSentences } from "./sentences/requests.ts";

/** The assignment asks for this many words on each point. */
export const LEAST_WORDS = 50;

const SENTENCES = {
  "1.a": portSentences,
  "1.b": concurrencySentences,
  "1.c.i": requestSentences,
  "1.c.ii": quitSentences,
  "1.d.i": bytesSentences,
  "1.d.ii": prefixSentences,
  "1.d.iii": timeSentences,
} as const satisfies Readonly<Record<Point, SentencesOf>>;

/** Code stands between backticks. */
export function paragraphOf(judged: PointFacts, facts: CaptureFacts, phrases: Phrases): string {
  const { point, state, evidence, failures, remarks, unseen } = judged;
  const sentences = [
    ...SENTENCES[point](facts, judged, phrases),
    ...failures.map((failure) => phrases.failures[failure.kind](failure, facts)),
    ...remarks.map((remark) => phrases.remarks[remark.kind](remark, facts)),
    ...unseen.map((doubt) => phrases.unseen(point, doubt, facts)),
    ...(evidence.length === 0 ? [phrases.needs[point]] : []),
    ...(evidence.length === 0 && state === "not-proven" ? [phrases.missing[point]] : []),
    phrases.verdict(point, state),
  ];
  // Further facts, until the paragraph is long enough.
  const further = [phrases.scope(facts), ...facts.sessions.map((session) => phrases.session(session))];
  while (countWords(sentences.join(" ")) < LEAST_WORDS && further.length > 0) {
    sentences.splice(-1, 0, further.shift() ?? "");
  }
  return sentences.join(" ");
}

/** Words that contain a letter; bytes and commands between backticks do not count. */
export function countWords(text: string): number {
  return text
    .replace(/`[^`]*`/g, " ")
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word)).length;
}
