/** A line that a client sends, and its kind. Pure. */
import type { RequestReply } from "./session.ts";
import type { UnseenCause } from "./unseen.ts";

export type RequestKind = RequestReply["kind"];

/** A line that a client sent, or is sending. */
export interface RequestLine {
  /** A character a byte. */
  text: string;
  /** Indexes of its segments in the session's list. */
  indexes: readonly number[];
  /** Where it ends in the client's stream. */
  end: number;
  /** Why it is not whole. */
  unseen: UnseenCause | undefined;
  /** Its line end has come, or what follows is not its own. */
  isFinished: boolean;
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

/** Whether a reply is expected: not to `QUIT` or an empty line. */
export function expectsReply({ text, unseen }: RequestLine): boolean {
  return unseen !== undefined || (kindOf(text) !== "quit" && text.trim() !== "");
}

/** Whether the time may be the reply: a line that is not whole can be any request. */
export function mayAskTime({ text, unseen }: RequestLine): boolean {
  return unseen !== undefined || text.startsWith("TIME");
}
