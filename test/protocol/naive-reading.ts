/** A naive reading of PROTOCOL.md: the whole stream at once, by string searches. For comparison only. */
import type { SessionEnd } from "../../src/protocol/answer.ts";
import { EXAMPLE_TIME } from "./examples.ts";

interface Reading {
  replies: string;
  end: SessionEnd | undefined;
  time: number;
  unknown: number;
  bareLf: number;
}

export function readNaively(stream: Buffer, lenient: boolean): Reading {
  const reading: Reading = { replies: "", end: undefined, time: 0, unknown: 0, bareLf: 0 };
  const say = (text: string) => {
    reading.replies += `${text}\r\n`;
  };
  let rest = stream.toString("latin1");
  let isFirst = true;

  while (rest !== "") {
    const next = rest.indexOf("\n");
    const whole = next < 0 ? undefined : rest.slice(0, next + 1);
    const foreign = isFirst ? foreignName(rest, whole, lenient) : undefined;
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
    rest = rest.slice(whole.length);

    const isWellFormed = whole.endsWith("\r\n");
    const text = whole.replace(/\r?\n$/, "");
    if (!isWellFormed && !lenient) {
      reading.bareLf++;
      say("ERROR end the line with CR LF (13 10)");
    } else if (text.startsWith("TIME")) {
      reading.time++;
      say(`JAM ${EXAMPLE_TIME}`);
    } else if (/^QUIT[ \t]*$/.test(text) && !text.includes("\r")) {
      reading.end = "quit";
      return reading;
    } else if (text !== "") {
      reading.unknown++;
      say("ERROR unknown request");
    }
  }
  return reading;
}

/** FOREIGN-1: by the stream's first bytes, or by a whole first line of 1,024 bytes at most. */
function foreignName(stream: string, line: string | undefined, lenient: boolean): string | undefined {
  if (stream.startsWith("\x16\x03")) return "TLS";
  if (stream.startsWith("SSH-")) return "SSH";
  if (line === undefined || line.length > 1024) return undefined;
  if (line.startsWith("TIME") && (lenient || line.endsWith("\r\n"))) return undefined;
  return /^[A-Z][A-Z_-]* [^\s]+ (HTTP|RTSP)\//.exec(line)?.[1];
}
