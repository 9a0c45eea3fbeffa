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
  telnet: {
    label: "telnet commands",
    happened: (count) => lines(count, "contained telnet commands"),
    why: "PuTTY and telnet negotiate options with bytes from 255 on, before or between what you type, and Ctrl-C in telnet sends such bytes too. This is no telnet server. In PuTTY choose Raw as the connection type, or use nc -C.",
  },
  "cr-nul": {
    label: "CR NUL",
    happened: (count) => lines(count, "contained CR NUL"),
    why: "A telnet program sends NUL (0) after a CR that is not followed by LF in its input, so CR LF became CR NUL CR LF or CR NUL LF. A line ends with CR LF (13 10). Use nc or printf 'TIME\\r\\n' | nc, not telnet.",
  },
  "byte-order-mark": {
    label: "byte-order mark",
    happened: (count) => lines(count, "started with a byte-order mark"),
    why: "EF BB BF marks a text as UTF-8; C# adds it with Encoding.UTF8. A request starts with TIME or QUIT. Use Encoding.ASCII or new UTF8Encoding(false); in Python 'utf-8' instead of 'utf-8-sig'.",
  },
  "wide-characters": {
    label: "UTF-16 or UTF-32",
    happened: (count) => lines(count, "was in UTF-16 or UTF-32", "were in UTF-16 or UTF-32"),
    why: "Each letter has two or four bytes, and CR and LF are torn apart. Send UTF-8 or ASCII: in Java getBytes(StandardCharsets.UTF_8) instead of writeChars, in C# Encoding.ASCII instead of Encoding.Unicode.",
  },
  "nul-bytes": {
    label: "NUL bytes",
    happened: (count) => lines(count, "had NUL bytes beside the request"),
    why: "In C, sizeof counts the whole array with the NUL at its end, and the NULs become the start of the next line. Send strlen(text) bytes.",
  },
  "leading-bytes": {
    label: "bytes before the request",
    happened: (count) => lines(count, "started with invisible bytes"),
    why: "Typed streams send a length or a header first: Java's writeUTF and writeObject, C#'s BinaryWriter.Write, Python's pickle; an arrow key sends such bytes too. Send only the bytes of the text, for example out.write(\"TIME\\r\\n\".getBytes()).",
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
