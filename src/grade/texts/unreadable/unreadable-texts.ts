/** What every language has to say about a submission that cannot be read. */
import type { Unreadable } from "../../submission.ts";
import { LIMIT_KINDS, type LimitKind } from "../../submissions/limits.ts";

export interface UnreadableText {
  /** What was wrong, one sentence. */
  readonly what: string;
  /** What the student can do. */
  readonly advice: string;
}

export type UnreadableTexts = {
  readonly [Why in Unreadable["why"]]: (fault: Extract<Unreadable, { readonly why: Why }>) => UnreadableText;
};

/** What the number counts comes after it. */
export type LimitPhrases = Readonly<Record<LimitKind, (amount: string) => string>>;

const MIB = 1024 * 1024;

/** `104857600 bytes in a file` in the words of a language; what is not known stays as it is. */
export function limitIn(phrases: LimitPhrases, limit: string, bytes: string): string {
  const [, digits = "", unit] = /^(\d+) (.*)$/s.exec(limit) ?? [];
  const kind = LIMIT_KINDS.find((known) => known === unit);
  if (kind === undefined) return limit;
  if (!kind.startsWith("bytes")) return phrases[kind](digits);
  const mebibytes = Number(digits) / MIB;
  return phrases[kind](Number.isInteger(mebibytes) ? `${mebibytes} MiB` : `${digits} ${bytes}`);
}
