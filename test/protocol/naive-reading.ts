/** A naive reading of PROTOCOL.md: the whole stream at once, by string searches. For comparison only. */
import type { SessionEnd } from "../../src/protocol/answer.ts";
import type { RefusedLine } from "../../src/protocol/request.ts";
import { EXAMPLE_TIME } from "./examples.ts";

interface Reading {
  replies: string;
  end: SessionEnd | undefined;
  time: number;
  refused: Partial<Record<RefusedLine, number>>;
}

const REFUSALS = {
  unknown: "unknown request",
  "bare-lf": "end the line with CR LF (13 10)",
  telnet: "telnet commands in the line: connect in raw mode, not Telnet",
  "cr-nul": "CR NUL (13 0), as telnet sends it: end the line with CR LF (13 10)",
  "byte-order-mark": "byte-order mark before the request: send UTF-8 without it",
  "wide-characters": "UTF-16 or UTF-32: send UTF-8, one byte for each letter",
  "nul-bytes": "NUL bytes beside the request: send its length (strlen), not sizeof",
  "leading-bytes": "invisible bytes before the request, such as a length: send only text",
  "literal-escapes": "\\r or \\n as letters: end the line with the bytes CR LF (13 10)",
} as const satisfies Record<RefusedLine, string>;

export function readNaively(stream: Buffer, lenient: boolean): Reading {
  const reading: Reading = { replies: "", end: undefined, time: 0, refused: {} };
  const say = (text: string) => {
    reading.replies += `${text}\r\n`;
  };
  const refuse = (kind: RefusedLine) => {
    reading.refused[kind] = (reading.refused[kind] ?? 0) + 1;
    say(`ERROR ${REFUSALS[kind]}`);
  };
  let rest = stream.toString("latin1");
  let isFirst = true;
  let emptyLines: number | undefined = 0;

  while (rest !== "") {
    const next = rest.indexOf("\n");
    const whole = next < 0 ? undefined : rest.slice(0, next + 1);
    const foreign = isFirst ? foreignName(rest, whole, lenient) : undefined;
    if ((isFirst && isProxyLine(whole)) || (emptyLines === 2 && whole === "\0\r\n")) {
      say("ERROR a PROXY header is accepted only if --proxy-from lists the sender");
      reading.end = "proxy";
      return reading;
    }
    if (foreign !== undefined) {
      say(`ERROR this is a time server, not ${foreign}`);
      reading.end = foreign.toLowerCase() as SessionEnd;
      return reading;
    }
    if ((whole ?? rest).length > 1024) {
      say("ERROR line too long");
      reading.end = "line-too-long";
      return reading;
    }
    if (whole === undefined) return reading;
    isFirst = false;
    const isEmpty = whole === "\r\n" || (lenient && whole === "\n");
    emptyLines = isEmpty && emptyLines !== undefined ? emptyLines + 1 : undefined;
    rest = rest.slice(whole.length);

    const isWellFormed = whole.endsWith("\r\n");
    const text = whole.replace(/\r?\n$/, "");
    if (!isWellFormed && !lenient) {
      refuse(causeOf(text, BARE_LF_CAUSES) ?? "bare-lf");
    } else if (text.startsWith("TIME")) {
      reading.time++;
      say(`JAM ${EXAMPLE_TIME}`);
    } else if (/^QUIT[ \t]*$/.test(text) && !text.includes("\r")) {
      reading.end = "quit";
      return reading;
    } else if (text !== "") {
      refuse(causeOf(text, CAUSES) ?? "unknown");
    }
  }
  return reading;
}

/** The first that matches: TIME or QUIT begins at most 32 bytes after the line's start. */
const BARE_LF_CAUSES = [
  ["wide-characters", /^[\s\S]{0,32}(T\0I\0M\0E|Q\0U\0I\0T|T\0{3}I\0{3}M\0{3}E|Q\0{3}U\0{3}I\0{3}T)/],
  ["telnet", /\xff([\xf0-\xfa]|[\xfb-\xfe][\s\S])/],
  ["cr-nul", /^(\r\0|[^\0])*\r\0(\r\0|[^\0])*$/],
  ["literal-escapes", /\\[rn]/],
] as const;
const CAUSES = [
  ...BARE_LF_CAUSES.slice(0, 3),
  ["byte-order-mark", /^\xef\xbb\xbf/],
  ["nul-bytes", /^(\0+(TIME|QUIT)|(TIME|QUIT)[ \t]*\0[\0 \t]*$)/],
  ["leading-bytes", /^[^\t\r -~][\s\S]{0,31}(TIME|QUIT)/],
  BARE_LF_CAUSES[3],
] as const;

function causeOf(text: string, causes: readonly (readonly [RefusedLine, RegExp])[]): RefusedLine | undefined {
  return causes.find(([, pattern]) => pattern.test(text))?.[0];
}

/** FOREIGN-1: by the stream's first bytes, or by a whole first line of 1,024 bytes at most. */
function foreignName(stream: string, line: string | undefined, lenient: boolean): string | undefined {
  if (stream.startsWith("\x16\x03")) return "TLS";
  if (stream.startsWith("SSH-")) return "SSH";
  if (line === undefined || line.length > 1024) return undefined;
  if (line.startsWith("TIME") && (lenient || line.endsWith("\r\n"))) return undefined;
  return /^[A-Z][A-Z_-]* [^\s]+ (HTTP|RTSP)\//.exec(line)?.[1];
}

/** PROXY-1, version 1: a whole first line of 1,024 bytes at most. */
function isProxyLine(line = ""): boolean {
  return line.length <= 1024 && /^PROXY (TCP4|TCP6|UNKNOWN)[ \r]/.test(line);
}
