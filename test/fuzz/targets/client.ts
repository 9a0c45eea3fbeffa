/**
 * Invariant: a hostile server's bytes, cut anywhere, are read into the lines that a naive reading finds, at most a
 * line is kept, and no text made of them for a person holds a control character.
 */
import { TimeError } from "../../../src/client/errors.ts";
import { type Line, LineReader } from "../../../src/client/lines.ts";
import { cutOff, notJam, unsolicited } from "../../../src/client/reply-errors.ts";
import { makeTimeReply } from "../../../src/client/time-reply.ts";
import { parseReply } from "../../../src/protocol/reply.ts";
import { escapeText } from "../../../src/text/escape.ts";
import { type Choices, cut } from "../choices.ts";
import { mustBeHarmless } from "../harmless.ts";
import type { Target } from "../target.ts";

const PARTS = [
  ...[
    "JAM 10:20:30",
    "JAM 10:20:30",
    "JAM ",
    "JAM",
    "ERROR x",
    "ERROR ",
    "ERR",
    "jam",
    "",
    "\u001b[2J",
    "\u001b]0;x\u0007",
  ],
  ...["\xe2\x80\xae", "\xef\xbb\xbf", "\xc2\x9b2J", "\x00", "\x7f", "\xff\xfe"],
];
const ENDS = ["\r\n", "\r\n", "\r\n", "\n", "\r", ""];

export function someReplies(choices: Choices): Buffer {
  const parts = choices.list(20, () => {
    const kind = choices.below(12);
    if (kind === 0) return choices.latin1(16);
    if (kind === 1) return `JAM ${"x".repeat(1014 + choices.below(10))}`;
    return choices.of(PARTS) + (choices.below(4) === 0 ? choices.of(PARTS) : "");
  });
  return Buffer.from(parts.map((part) => part + choices.of(ENDS)).join(""), "latin1");
}

/** The lines up to the one over 1,024 bytes, at which a client gives up; a character a byte. */
function linesNaively(text: string): readonly string[] {
  const lines: string[] = [];
  for (const line of text.split(/(?<=\n)/)) {
    if (line.length > 1024 || (line.length === 1024 && !line.endsWith("\n"))) return [...lines, "too-long"];
    if (line.endsWith("\n")) lines.push(line);
  }
  return lines;
}

function show(server: string, line: Line): void {
  if (line.kind === "bare-lf") mustBeHarmless(notJam(server, line.bytes).message);
  if (line.kind !== "line") return;
  const reply = parseReply(line.text);
  const text = reply.kind === "time" ? reply.text : reply.kind === "error" ? reply.message : reply.line;
  mustBeHarmless(escapeText(text));
  mustBeHarmless(unsolicited(server, line.bytes).message);
  const { clock } = makeTimeReply(text, 1, 2);
  if (clock !== undefined && !(clock.hours < 24 && clock.minutes < 60 && clock.seconds < 60))
    throw new Error(`a clock of ${JSON.stringify(clock)}`);
}

export const client: Target = {
  name: "client",
  invariant:
    "a hostile server's bytes are read into lines as a naive reading reads them, and shown harmlessly",
  cases: 10_000,
  run(choices) {
    const stream = someReplies(choices);
    const reader = new LineReader();
    const read: string[] = [];
    for (const chunk of cut(choices, stream)) {
      if (read.at(-1) === "too-long") break;
      reader.push(chunk);
      for (let line = reader.next(); line.kind !== "need-more"; line = reader.next()) {
        show("127.0.0.1:45000", line);
        read.push(line.kind === "too-long" ? line.kind : Buffer.from(line.bytes).toString("latin1"));
        if (line.kind === "too-long") break;
      }
      if (read.at(-1) !== "too-long" && reader.rest.length >= 1024)
        throw new Error("a whole line and more is kept");
    }
    mustBeHarmless(cutOff("127.0.0.1:45000", new TimeError("CLOSED", "closed"), reader.rest).message);
    const expected = linesNaively(stream.toString("latin1"));
    if (JSON.stringify(read) !== JSON.stringify(expected))
      throw new Error(`read ${JSON.stringify(read)} instead of ${JSON.stringify(expected)}`);
  },
};
