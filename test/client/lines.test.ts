import { describe, expect, test } from "bun:test";
import { type Line, LineReader } from "../../src/client/lines.ts";
import { LINE_BYTES } from "../../src/protocol/limits.ts";

/** Each line as its text, or its kind if it has none; then the state after the last chunk. */
function read(chunks: readonly Uint8Array[]): readonly string[] {
  const reader = new LineReader();
  const seen: string[] = [];
  for (const chunk of chunks) {
    reader.push(chunk);
    for (let line: Line = reader.next(); line.kind !== "need-more"; line = reader.next()) {
      seen.push(line.kind === "line" ? line.text : line.kind);
      if (line.kind !== "line") return seen;
    }
  }
  return [...seen, `rest: ${Buffer.from(reader.rest).toString()}`];
}

const longest = `JAM ${"x".repeat(LINE_BYTES - 6)}`;
const STREAMS: Readonly<Record<string, { readonly bytes: string; readonly lines: readonly string[] }>> = {
  "one line": { bytes: "JAM 10:20:30\r\n", lines: ["JAM 10:20:30", "rest: "] },
  "many lines": {
    bytes: "JAM 1\r\n\r\nERROR é\r\nJAM 2\r\n",
    lines: ["JAM 1", "", "ERROR é", "JAM 2", "rest: "],
  },
  "a line and a beginning": { bytes: "JAM 1\r\nJA", lines: ["JAM 1", "rest: JA"] },
  "carriage returns within a line": { bytes: "JAM \r1\r\r\n", lines: ["JAM \r1\r", "rest: "] },
  "a byte order mark": { bytes: "\uFEFFJAM 1\r\n", lines: ["\uFEFFJAM 1", "rest: "] },
  "a bare LF": { bytes: "JAM 1\r\nJAM 2\nJAM 3\r\n", lines: ["JAM 1", "bare-lf"] },
  "a LF alone": { bytes: "\n", lines: ["bare-lf"] },
  "the longest line": { bytes: `${longest}\r\n${longest}\r\n`, lines: [longest, longest, "rest: "] },
  "a line too long": { bytes: `JAM 1\r\n${longest}x\r\n`, lines: ["JAM 1", "too-long"] },
  "a line too long without an end": { bytes: `${longest}xxx`, lines: ["too-long"] },
};

describe("the bytes of a server give the same lines", () => {
  for (const [name, { bytes, lines }] of Object.entries(STREAMS)) {
    const stream = Buffer.from(bytes);
    test(`whole: ${name}`, () => expect(read([stream])).toEqual(lines));
    test(`byte by byte: ${name}`, () => {
      expect(read(Array.from(stream, (byte) => Uint8Array.of(byte)))).toEqual(lines);
    });
    test(`cut at every place: ${name}`, () => {
      for (let cut = 0; cut <= stream.length; cut++) {
        expect(read([stream.subarray(0, cut), stream.subarray(cut)])).toEqual(lines);
      }
    });
  }
});
