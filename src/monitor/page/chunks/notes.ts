/** A line → the note beside it: the mistake of the client that explains how the server read it. */
import { CAUSES, causeOf } from "../../../protocol/cause.ts";
import type { Part } from "./lines.ts";

/** Mistakes of clients; each has its texts in every language. */
const PROBLEM_KINDS = [
  "bare-lf",
  ...CAUSES,
  "lowercase",
  "leading-blank",
  "quit-suffix",
  "unknown",
  "unfinished",
  "unfinished-cr",
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

export type NoteKind =
  | ProblemKind
  | "time-suffix"
  | "quit"
  | "empty"
  | "lenient"
  | "foreign"
  | "line-too-long"
  | "ignored"
  | "unread"
  /** A line that began in an earlier chunk continues in this one. */
  | "continued"
  /** Several lines came in one chunk. */
  | "joined"
  /** The server refused the time because of its own clock (CLOCK-2). */
  | "clock-refused"
  | "client-fin"
  | "server-fin"
  | "client-reset"
  | "server-reset";

const BAD_ENDS: readonly NoteKind[] = ["foreign", "line-too-long", "client-reset", "server-reset"];

const CR = 13;
const latin1 = new TextDecoder("latin1");

/** @returns undefined for a plain `TIME` CR LF, which needs no note */
export function noteOf(part: Part): NoteKind | undefined {
  const text = latin1.decode(part.line).replace(/\r?\n$/, "");
  switch (part.reading) {
    case "time":
      if (isLiteral(text)) return "literal-escapes";
      if (part.line.at(-2) !== CR) return "lenient";
      return text === "TIME" ? undefined : "time-suffix";
    case "bare-lf":
      return "bare-lf";
    case "unknown":
      return unknownNote(text);
    case "http":
    case "rtsp":
    case "ssh":
    case "tls":
    case "proxy":
      return "foreign";
    case "unfinished":
      return noteOfUnfinished(part.line);
    default:
      return part.reading;
  }
}

const CLOCK_REFUSED = "ERROR clock not synchronised\r\n";

/** @param line a reply */
export function noteOfReply(line: Uint8Array): NoteKind | undefined {
  return latin1.decode(line) === CLOCK_REFUSED ? "clock-refused" : undefined;
}

export function isProblem(note: NoteKind): note is ProblemKind {
  return (PROBLEM_KINDS as readonly NoteKind[]).includes(note);
}

/** Whether it is shown in red: a mistake, or what ended the session badly. A line that may still end is no mistake yet. */
export function isBad(note: NoteKind): boolean {
  if (note === "unfinished" || note === "unfinished-cr") return false;
  return isProblem(note) || BAD_ENDS.includes(note);
}

/** Backslash, r or n as characters: `echo 'TIME\r\n'`, or a string that nothing unescaped. */
function isLiteral(text: string): boolean {
  return /\\r|\\n/.test(text);
}

/** @param line has no LF yet */
export function noteOfUnfinished(line: Uint8Array): ProblemKind {
  return causeOf(line, 0, line.length) ?? (line.at(-1) === CR ? "unfinished-cr" : "unfinished");
}

function unknownNote(text: string): ProblemKind {
  if (/^\s+(TIME|QUIT)/.test(text)) return "leading-blank";
  if (/^QUIT/.test(text)) return "quit-suffix";
  return /^\s*(time|quit)/i.test(text) ? "lowercase" : "unknown";
}
