/** English: what is said beside an arrow of the sequence diagram. */
import type { NoteKind } from "../../chunks/notes.ts";

export const NOTES = {
  "bare-lf": () =>
    "The line ended in LF alone: netcat sends that when you press Enter. Use nc -C or printf 'TIME\\r\\n'.",
  "literal-escapes": () => "\\r and \\n were sent as letters, not as CR and LF. Use printf 'TIME\\r\\n'.",
  lowercase: () => "Not in capitals: a request is TIME or QUIT.",
  "leading-blank": () => "A blank stands in front: a request begins with TIME or QUIT.",
  "quit-suffix": () => "Behind QUIT only blanks may stand.",
  unknown: (count) =>
    count === 1 ? "No request: neither TIME nor QUIT." : "No requests: neither TIME nor QUIT.",
  unfinished: () => "No LF yet: the line is not over, and the server waits.",
  "unfinished-cr": () => "CR, and no LF yet: the line is not over, and the server waits.",
  "time-suffix": () => "Begins with TIME: whatever follows changes nothing.",
  quit: () => "QUIT: the server answers what was asked before, and closes.",
  empty: () => "An empty line: nothing is sent for it.",
  lenient: () => "LF alone: served, for this server is lenient.",
  foreign: () => "Another protocol’s first bytes: the server says so and closes.",
  "line-too-long": () => "Over 1,024 bytes without a line end: the server closes.",
  ignored: () => "Behind the end of the session: read and ignored.",
  unread: () => "Bytes before this were not kept, so it is not explained.",
  continued: () =>
    "The rest of a line that began in an earlier chunk. TCP is a stream: a chunk is not a request.",
  joined: (count) => `${count} lines in one chunk: each is answered, in order.`,
  "clock-refused": () =>
    "Not the client’s mistake: the server’s own clock is not synchronised, and it was told not to serve then.",
  "client-fin": () => "FIN: the client sends no more.",
  "server-fin": () => "FIN: the server has sent everything, and closes.",
  "client-reset": () => "RST: the client broke the connection off.",
  "server-reset": () => "RST: the server broke the connection off.",
} as const satisfies Record<NoteKind, (count: number) => string>;
