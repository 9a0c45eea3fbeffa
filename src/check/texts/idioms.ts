/** What a programming language has to do with a fault: the ids of these remarks, which each language of texts writes. */
import type { CodeLanguage } from "./code-language.ts";

export type IdiomId =
  /** How much one read brings. */
  | "read"
  /** An LF that comes long after its CR. */
  | "late-lf"
  /** What takes a bare LF for a line end. */
  | "lf-accepted"
  /** What takes a bare CR for one. */
  | "cr-accepted"
  /** What sends a bare LF. */
  | "lf-sent"
  /** Why a comparison with `TIME` is false. */
  | "compare"
  /** What keeps a reply back. */
  | "unflushed"
  /** How a field gets two digits. */
  | "time-digits"
  /** What counts the hours to 12. */
  | "time-hours"
  /** What writes dots for colons. */
  | "time-dots"
  /** What does not close a connection. */
  | "unclosed"
  | "one-at-a-time"
  /** What bytes that are no UTF-8 raise. */
  | "decode"
  | "reset-raised"
  /** How a client's end shows. */
  | "end-shown";

/** A remark is missing where the language has nothing of the kind. */
export type Idioms = Readonly<Record<CodeLanguage, Readonly<Partial<Record<IdiomId, string>>>>>;
