import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { LineReader } from "../../../../src/monitor/page/chunks/lines.ts";
import { Answer } from "../../../../src/protocol/answer.ts";
import { RepeatedReply } from "../../../../src/protocol/repeated-reply.ts";
import { formatTimeReply } from "../../../../src/protocol/reply.ts";
import { REFUSED_LINES } from "../../../../src/protocol/request.ts";
import { type Chunk, Session } from "../../../../src/protocol/session.ts";

/** The readings of each chunk: `~` marks a cut line, `×N` N equal ones. */
function read(chunks: readonly string[], lenient = false): readonly string[] {
  const reader = new LineReader(lenient);
  return chunks.map((chunk) =>
    reader
      .read(Buffer.from(chunk, "latin1"), true)
      .map((part) => {
        const before = part.continuesLine ? "~" : "";
        const after = part.endsLine ? "" : "~";
        return `${before}${part.reading}${after}${part.count > 1 ? `×${part.count}` : ""}`;
      })
      .join(" "),
  );
}

describe("lines", () => {
  test("a request in one chunk, and in two", () => {
    expect(read(["TIME\r\n"])).toEqual(["time"]);
    expect(read(["TI", "ME\r\n"])).toEqual(["unfinished~", "~time"]);
    expect(read(["TIME\r", "\n"])).toEqual(["unfinished~", "~time"]);
  });

  test("several in one chunk, equal ones counted", () => {
    expect(read(["TIME\r\nHELLO\r\nTIME\r\nTIME\r\n"])).toEqual(["time unknown time×2"]);
    expect(read(["TIME\r\nTI", "ME\r\nTIME\r\n"])).toEqual(["time unfinished~", "~time time"]);
  });

  test("a bare LF, refused or served", () => {
    expect(read(["TIME\n"])).toEqual(["bare-lf"]);
    expect(read(["TIME\n"], true)).toEqual(["time"]);
  });

  test("bytes after the end of the session are ignored", () => {
    expect(read(["QUIT\r\nTIME\r\n", "TIME"])).toEqual(["quit ignored", "ignored~"]);
    expect(read(["GET / HTTP/1.1\r\nHost: x\r\n\r\n"])).toEqual(["http ignored×1 ignored".replace("×1", "")]);
    expect(read(["SSH-2.0-x"])).toEqual(["ssh~"]);
    expect(read([`TIME${"A".repeat(1025)}`, "A"])).toEqual(["line-too-long~", "ignored~"]);
  });

  test("nothing is read after bytes that were not recorded", () => {
    const reader = new LineReader(false);
    reader.read(Buffer.from("TIM"), false);
    expect(reader.read(Buffer.from("ME\r\n"), true).map(({ reading }) => reading)).toEqual(["unread"]);
    expect(reader.held).toHaveLength(0);
  });
});

test("the page reads every session as the server does, wherever its chunks are cut", () => {
  const words = [
    "TIME\r\n",
    "TIME\n",
    "time\r\n",
    "\r\n",
    "X",
    "QUIT\r\n",
    "\0",
    "TIME\r\0\n",
    "T\0I\0M\0E\0\r\0\n\0",
    "TIME\\r\\n\n",
    "\x06TIME\r\n",
    "SSH-",
    "GET / HTTP/1.0\r\n",
    "A".repeat(700),
  ];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...words), { maxLength: 12 }),
      fc.array(fc.nat(200), { maxLength: 8 }),
      fc.boolean(),
      (pieces, cuts, lenient) => {
        const bytes = Buffer.from(pieces.join(""));
        const places = [
          0,
          ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b),
          bytes.length,
        ];
        const session = new Session({ lenient });
        const answer = new Answer(new RepeatedReply());
        const reader = new LineReader(lenient);
        const none = Object.fromEntries(["time", ...REFUSED_LINES].map((kind) => [kind, 0]));
        const byServer: Record<string, number | string> = { ...none, end: "none" };
        const byPage: Record<string, number | string> = { ...none, end: "none" };
        const add = (counts: Record<string, number | string>, kind: string, count: number) => {
          counts[kind] = Number(counts[kind]) + count;
        };
        const reply = new RepeatedReply();
        reply.set(formatTimeReply("10:20:30"));
        places.slice(1).forEach((to, index) => {
          const chunk = bytes.subarray(places[index], to);
          for (let from = 0; from < chunk.length; from = answer.consumed) {
            session.receive(chunk as Chunk, from, reply, answer);
            add(byServer, "time", answer.time);
            for (const kind of REFUSED_LINES) add(byServer, kind, answer.refusedOf(kind));
            byServer["end"] = answer.end ?? byServer["end"] ?? "none";
          }
          for (const { reading, count } of reader.read(chunk, true)) {
            if (reading in none) add(byPage, reading, count);
            else if (!["empty", "ignored", "unfinished"].includes(reading)) byPage["end"] = reading;
          }
        });
        expect(byPage).toEqual(byServer);
      },
    ),
    { numRuns: 1000 },
  );
});
