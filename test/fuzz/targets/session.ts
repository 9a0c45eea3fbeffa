/**
 * Invariant: a session answers any stream, cut anywhere, lenient or not, byte for byte as a naive reading of
 * PROTOCOL.md that sees the whole stream at once, and ends and counts as that does.
 */
import { converse } from "../../protocol/converse.ts";
import { readNaively } from "../../protocol/naive-reading.ts";
import { type Choices, cut } from "../choices.ts";
import type { Target } from "../target.ts";

const LINES = [
  ...["TIME", "TIME", "TIME", "TIME", "TIME ", "TIMER", "TIME\r", "TIME\t", "TIM", "time", " TIME", "T", ""],
  ...["QUIT", "QUIT \t", "QUITE", "QUIT\r", "QUI", "quit"],
  ...[
    "GET / HTTP/1.1",
    "GET /",
    "A-_ x HTTP/",
    "OPTIONS * RTSP/1.0",
    "GET  HTTP/",
    "TIME x HTTP/1.1",
    "QUIT x HTTP/",
  ],
  ...[
    "\xff\xfb\x1fTIME",
    "TI\xff\xf4ME",
    "\xff\xfd",
    "\xef\xbb\xbfTIME",
    "\0",
    "\0\0TIME",
    "QUIT \0",
    "\0\x06TIME",
  ],
  ...["T\0I\0M\0E\0\r\0", "\0Q\0U\0I\0T\0\r\0", "T\0\0\0I\0\0\0M\0\0\0E", "\xff\xfeT\0I\0M\0E\0"],
  ...["TIME\r\0", "\r\0", "QUIT\r\0", "TIME\\r\\n", "QUIT\\n", "\x1b[ATIME", "\xa0TIME"],
  ...[
    "PROXY TCP4 10.1.2.3 10.1.2.4 50000 45000",
    "PROXY UNKNOWN",
    "PROXY TCP",
    "\r\n\r\n\0",
    "\r\n\0",
    "\r\n\r\n\0\r\nQUIT",
  ],
  ...["SSH-2.0", "SSH-", "SSH", "S", "\x16\x03\x01", "\x16\x03", "\x16", "\x03"],
];
const ENDS = ["\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "", "\r\r\n", "\n\r"];

export function someStream(choices: Choices): Buffer {
  const lines = choices.list(24, () => {
    const kind = choices.below(16);
    if (kind === 0) return choices.latin1(12);
    if (kind === 1) return "TIME\r\n".repeat(choices.below(40));
    if (kind === 2) return choices.of(["A", "\0", "\r", "TIME"]) + "B".repeat(1014 + choices.below(14)); // about 1,024
    return choices.of(LINES);
  });
  return Buffer.from(lines.map((line) => line + choices.of(ENDS)).join(""), "latin1");
}

export const session: Target = {
  name: "session",
  invariant: "any stream, cut anywhere, is answered as a naive reading of the whole of it answers",
  cases: 40_000,
  run(choices) {
    const lenient = choices.yes();
    const stream = someStream(choices);
    const said = converse(cut(choices, stream), { lenient });
    const expected = readNaively(stream, lenient);
    const isSame =
      said.replies.toString("latin1") === expected.replies &&
      said.end === expected.end &&
      said.time === expected.time &&
      Bun.deepEquals(said.refused, expected.refused);
    if (isSame) return;
    const shown = JSON.stringify([
      stream.toString("latin1"),
      expected,
      said.replies.toString("latin1"),
      said.end,
    ]);
    throw new Error(`read differently from the naive reading: ${shown}`);
  },
};
