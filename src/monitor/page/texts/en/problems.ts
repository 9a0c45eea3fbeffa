/** English: what clients do wrong, why, and what to change. */
import type { ProblemKind } from "../../chunks/notes.ts";
import type { ProblemTexts } from "../texts.ts";

const lines = (count: number, one: string, more: string) =>
  count === 1 ? `A line ${one}.` : `${count} lines ${more}.`;

export const PROBLEMS = {
  "bare-lf": {
    label: "LF alone",
    happened: (count) => lines(count, "ended in LF alone", "ended in LF alone"),
    why: "netcat sends that when you press Enter, and so does echo. A request ends in two bytes, CR LF (13 10). Use nc -C, or printf 'TIME\\r\\n'; in Python send b\"TIME\\r\\n\".",
  },
  "literal-escapes": {
    label: "\\r\\n as letters",
    happened: (count) => lines(count, "held \\ and r or n as letters", "held \\ and r or n as letters"),
    why: "What was typed as \\r\\n went over the wire as four letters: the shell’s echo and a prompt like nc’s do not turn them into CR and LF. printf does, and so does a string in a program.",
  },
  lowercase: {
    label: "not capitals",
    happened: (count) => lines(count, "was not in capitals", "were not in capitals"),
    why: "A request is TIME or QUIT in capitals; time and Time are unknown requests.",
  },
  "leading-blank": {
    label: "blank in front",
    happened: (count) => lines(count, "began with a blank", "began with a blank"),
    why: "A request begins with the letters TIME or QUIT, at the very start of the line.",
  },
  "quit-suffix": {
    label: "text behind QUIT",
    happened: (count) => lines(count, "began with QUIT and went on", "began with QUIT and went on"),
    why: "Behind QUIT only blanks may stand before CR LF.",
  },
  unknown: {
    label: "unknown request",
    happened: (count) => lines(count, "was no request", "were no requests"),
    why: "A line that begins with TIME is answered with the time, QUIT ends the session, and anything else is an error. The session goes on.",
  },
  unfinished: {
    label: "no line end",
    happened: () => "The last line has no end.",
    why: "No CR LF came behind it, so the server cannot know that it is over: TCP is a stream of bytes. Send \\r\\n behind every request; until then nothing is answered.",
  },
  "unfinished-cr": {
    label: "CR without LF",
    happened: () => "The last line has CR and no LF.",
    why: "A line ends in both, CR LF (13 10); the server still waits for the LF.",
  },
} as const satisfies Record<ProblemKind, ProblemTexts>;
