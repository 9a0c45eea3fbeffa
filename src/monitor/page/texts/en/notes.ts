/** English: the notes beside the arrows of the sequence diagram. */
import type { NoteKind } from "../../chunks/notes.ts";

export const NOTES = {
  "bare-lf": () =>
    "The line ended with a bare LF: netcat sends that when you press Enter. Use OpenBSD's nc -C, ncat -C or printf 'TIME\\r\\n'.",
  "literal-escapes": () => "\\r and \\n were sent as letters, not as CR and LF. Use printf 'TIME\\r\\n'.",
  telnet: () =>
    "Telnet commands (bytes from 255) are in the line: connect raw; in PuTTY choose Raw, not Telnet.",
  "cr-nul": () =>
    "CR NUL (13 0): that is what a telnet program sends for CR. A line ends with CR LF (13 10).",
  "byte-order-mark": () => "A byte-order mark (EF BB BF) comes first: send UTF-8 without it.",
  "wide-characters": () => "UTF-16 or UTF-32: NUL bytes stand between the letters. Send UTF-8 or ASCII.",
  "nul-bytes": () =>
    "NUL bytes stand beside the request: send as many bytes as the text has (strlen), not sizeof.",
  "leading-bytes": () => "Invisible bytes come first, such as a length (writeUTF): send only the text.",
  lowercase: () => "Not in capitals: a request is TIME or QUIT.",
  "leading-blank": () => "A space comes first: a request starts with TIME or QUIT.",
  "quit-suffix": () => "Only spaces may follow QUIT.",
  unknown: (count) =>
    count === 1 ? "Not a request: neither TIME nor QUIT." : "Not requests: neither TIME nor QUIT.",
  unfinished: () => "No LF yet: the line is incomplete, and the server waits.",
  "unfinished-cr": () => "CR, but no LF yet: the line is incomplete, and the server waits.",
  "time-suffix": () => "Starts with TIME: the rest of the line is ignored.",
  quit: () => "QUIT: the server answers the requests before it, then closes.",
  empty: () => "An empty line gets no reply.",
  lenient: () => "Bare LF: accepted, because this server runs with --lenient.",
  foreign: () => "The first bytes of another protocol: the server replies with an error and closes.",
  "line-too-long": () => "More than 1,024 bytes without a line end: the server closes.",
  ignored: () => "After the end of the session: read and ignored.",
  unread: () => "Earlier bytes were not recorded, so this line cannot be explained.",
  continued: () =>
    "The rest of a line that began in an earlier chunk. TCP is a stream: a chunk is not a request.",
  joined: (count) => `${count} lines in one chunk: each is answered, in order.`,
  "clock-refused": () =>
    "Not the client’s mistake: the server’s clock is not synchronised, and --require-sync refuses to serve it.",
  "client-fin": () => "FIN: the client will send nothing more.",
  "server-fin": () => "FIN: the server has sent everything and closes.",
  "client-reset": () => "RST: the client aborted the connection.",
  "server-reset": () => "RST: the server aborted the connection.",
} as const satisfies Record<NoteKind, (count: number) => string>;
