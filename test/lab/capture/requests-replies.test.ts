import { expect, test } from "bun:test";
import { sessionsOf } from "../../../src/lab/capture/sessions.ts";
import { capture, JAM, QUIT, session, TIME } from "../crafted.ts";

/** `request>reply`, with the number of the request's segments, and `+` if it shares one. */
function pairsOf(texts: readonly string[]): readonly string[] {
  const [one] = sessionsOf([capture(session(texts))], 45_000);
  return (one?.requests ?? []).map(
    ({ kind, segments, sharesSegment, reply }) =>
      `${kind} ${segments.length}${sharesSegment ? "+" : ""} ${reply ?? "-"}`,
  );
}
const JAMMED = "JAM 12:00:00\\r\\n";
const ERROR = "<ERROR\r\n";

const TABLE: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ["one request", [TIME, JAM], [`time 1 ${JAMMED}`]],
  ["text after TIME", [">TIME please\r\n", JAM], [`time 1 ${JAMMED}`]],
  ["a cut request", [">TI", ">ME\r\n", JAM], [`time 2 ${JAMMED}`]],
  ["a cut CR LF", [">TIME\r", ">\n", JAM], [`time 2 ${JAMMED}`]],
  ["joined requests", [`${TIME}TIME\r\n`, JAM, JAM], [`time 1+ ${JAMMED}`, `time 1+ ${JAMMED}`]],
  ["joined replies", [TIME, TIME, `${JAM}JAM 12:00:00\r\n`], [`time 1 ${JAMMED}`, `time 1 ${JAMMED}`]],
  ["one reply for two joined", [`${TIME}TIME\r\n`, JAM], [`time 1+ ${JAMMED}`, "time 1+ -"]],
  ["a cut reply", [TIME, "<JAM 12:", "<00:00\r\n"], [`time 1 ${JAMMED}`]],
  [
    "a reply without its end",
    [TIME, "<JAM 12:00:00", TIME, "<JAM 12:00:01"],
    ["time 1 JAM 12:00:00", "time 1 JAM 12:00:01"],
  ],
  [
    "replies without an end to joined requests",
    [`${TIME}TIME\r\n`, "<JAM 12:00:00", "<JAM 12:00:00"],
    ["time 1+ JAM 12:00:00", "time 1+ JAM 12:00:00"],
  ],
  ["LF refused", [">TIME\n", ERROR, TIME, JAM], ["time-lf 1 ERROR\\r\\n", `time 1 ${JAMMED}`]],
  ["LF ignored, then a right request", [">TIME\n", ` ${TIME}`, JAM], ["time-lf 1 -", `time 1 ${JAMMED}`]],
  ["LF ignored, a right request at once", [">TIME\n", TIME, JAM], ["time-lf 1 -", `time 1 ${JAMMED}`]],
  ["LF served", [">TIME\n", JAM], [`time-lf 1 ${JAMMED}`]],
  ["CR served", [">TIME\r", JAM, TIME, JAM], [`time-cr 1 ${JAMMED}`, `time 1 ${JAMMED}`]],
  ["no end served", [">TIME", JAM, TIME, JAM], [`time-unterminated 1 ${JAMMED}`, `time 1 ${JAMMED}`]],
  ["no end, not served", [">TIME", ">F"], ["time-unterminated 1 -"]],
  ["half a request refused", [">TI", ERROR, ">ME\r\n", ERROR], ["time 2 ERROR\\r\\n"]],
  ["a slow server", [TIME, ` ${TIME}`, ` ${JAM}`, ` ${JAM}`], [`time 1 ${JAMMED}`, `time 1 ${JAMMED}`]],
  ["a request that got nothing", [TIME, ` ${TIME}`, JAM], ["time 1 -", `time 1 ${JAMMED}`]],
  ["QUIT behind a slow answer", [TIME, QUIT, ` ${JAM}`, "<F"], [`time 1 ${JAMMED}`, "quit 1 -"]],
  ["QUIT with blanks", [">QUIT  \r\n", "<F"], ["quit 1 -"]],
  ["QUIT answered", [QUIT, JAM, "<F"], [`quit 1 ${JAMMED}`]],
  ["a farewell", [QUIT, "<BYE\r\n", "<F"], ["quit 1 BYE\\r\\n"]],
  ["a greeting is no reply", ["<Welcome\r\n", TIME, JAM], [`time 1 ${JAMMED}`]],
  ["an empty line gets nothing", [">\r\n", TIME, JAM], ["other 1 -", `time 1 ${JAMMED}`]],
  ["another word", [">HELLO\r\n", ERROR], ["other 1 ERROR\\r\\n"]],
];

test.each(TABLE)("%s", (_name, texts, expected) => {
  expect(pairsOf(texts)).toEqual([...expected]);
});

test("a reply has its packet, its bytes, its delay and its difference from the packet's time", () => {
  const [one] = sessionsOf([capture(session([TIME, "<JAM 19:00:03\r\n"]))], 45_000);
  expect(one?.requests[0]).toMatchObject({
    requestHex: "54494d450d0a",
    replyHex: "4a414d2031393a30303a30330d0a",
    replyPacket: 5,
    replyMs: 10,
    isRight: true,
    clockDifference: 3,
  });
});

test("a reply that comes before the request's end is early, and has no delay", () => {
  const [one] = sessionsOf([capture(session([">TI", JAM, ">ME\r\n"]))], 45_000);
  expect(one?.requests[0]).toMatchObject({ isEarly: true, replyMs: undefined });
});

test("thousands of requests in one segment are read within seconds", () => {
  const many = 3000;
  const lines = session([`>${"TIME\r\n".repeat(many)}`, `<${"JAM 12:00:00\r\n".repeat(many)}`]);
  const [one] = sessionsOf([capture(lines)], 45_000);
  expect(one?.requests.filter(({ isRight }) => isRight)).toHaveLength(many);
}, 5000);

test("of tens of thousands of pipelined requests one was lost: each reply is read, in any order of kinds", () => {
  const many = 20_000;
  for (const [request, reply] of [
    ["TIME\r\n", "JAM 12:00:00\r\n"],
    ["TIME\n", "JAM 12:00:00\r\n"],
    ["\r\n", "ERROR\r\n"],
  ] as const) {
    const lines = session([`>${request.repeat(many)}`, `<${reply.repeat(many - 1)}`]);
    const [one] = sessionsOf([capture(lines)], 45_000);
    expect(one?.requests.filter((pair) => pair.reply !== undefined)).toHaveLength(many - 1);
  }
});

test("thousands of lines that nothing asked for are kept apart from the replies", () => {
  const [one] = sessionsOf([capture(session([`<${"JAM 12:00:00\r\n".repeat(20_000)}`, TIME, JAM]))], 45_000);
  expect(one?.unasked).toHaveLength(20_000);
  expect(one?.requests).toMatchObject([{ isRight: true }]);
});
