/** A line that a client sends, and its kind. Pure. */
import type { RequestReply } from "./facts.ts";

export type RequestKind = RequestReply["kind"];

/** A line that a client sent, or is sending. */
export interface RequestLine {
  /** A character a byte. */
  text: string;
  /** Indexes of its segments in the session's list. */
  readonly indexes: number[];
}

export function kindOf(text: string): RequestKind {
  if (text.endsWith("\r\n")) {
    if (text.startsWith("TIME")) return "time";
    return /^QUIT[ \t]*\r\n$/.test(text) ? "quit" : "other";
  }
  if (!text.startsWith("TIME")) return "other";
  if (text.endsWith("\n")) return "time-lf";
  return text.endsWith("\r") ? "time-cr" : "time-unterminated";
}

export const isEnded = (text: string) => text.endsWith("\n");

/** Whether a reply is expected: not to `QUIT` or an empty line. */
export function expectsReply(text: string): boolean {
  return kindOf(text) !== "quit" && text.trim() !== "";
}
