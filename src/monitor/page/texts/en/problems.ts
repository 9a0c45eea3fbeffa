/** English: what clients do wrong, why, and what to change. */
import type { ProblemKind } from "../../chunks/notes.ts";
import type { ProblemTexts } from "../texts.ts";

const lines = (count: number, one: string, more = one) =>
  count === 1 ? `A line ${one}.` : `${count} lines ${more}.`;

export const PROBLEMS = {
  "bare-lf": {
    label: "bare LF",
    happened: (count) => lines(count, "ended with a bare LF"),
    why: "netcat sends that when you press Enter, and so does echo. A request ends with two bytes, CR LF (13 10). Use nc -C of OpenBSD's netcat, ncat -C, or printf 'TIME\\r\\n'; in Python send b\"TIME\\r\\n\".",
  },
  "literal-escapes": {
    label: "\\r\\n as letters",
    happened: (count) => lines(count, "contained \\ and r or n as letters"),
    why: "The \\r\\n that was typed went over the wire as four letters: the shell’s echo and nc do not turn it into CR and LF. printf does, and so does a string in a program.",
  },
  lowercase: {
    label: "not in capitals",
    happened: (count) => lines(count, "was not in capitals", "were not in capitals"),
    why: "A request is TIME or QUIT in capitals; time and Time are unknown requests.",
  },
  "leading-blank": {
    label: "leading space",
    happened: (count) => lines(count, "started with a space"),
    why: "A request starts with TIME or QUIT at the very beginning of the line.",
  },
  "quit-suffix": {
    label: "text after QUIT",
    happened: (count) => lines(count, "had text after QUIT"),
    why: "Only spaces may stand between QUIT and CR LF.",
  },
  unknown: {
    label: "unknown request",
    happened: (count) => lines(count, "was not a request", "were not requests"),
    why: "A line that starts with TIME is answered with the time, QUIT ends the session, and anything else is an error. The session continues.",
  },
  unfinished: {
    label: "no line end",
    happened: () => "The last line has no end.",
    why: "No CR LF followed, so the server cannot know that the line is complete: TCP is a stream of bytes. Send \\r\\n after every request; until then nothing is answered.",
  },
  "unfinished-cr": {
    label: "CR without LF",
    happened: () => "The last line has CR but no LF.",
    why: "A line ends with both, CR LF (13 10); the server still waits for the LF.",
  },
} as const satisfies Record<ProblemKind, ProblemTexts>;
