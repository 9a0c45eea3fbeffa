/** One reply against the four clauses of its form: one mistake costs one case. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { judgeEnd, judgeFormat, judgePrefix, judgeUtf8 } from "../../../src/check/probe/reply-form.ts";

const JUDGES = { prefix: judgePrefix, format: judgeFormat, crlf: judgeEnd, utf8: judgeUtf8 } as const;

/** @param reply as text; sent in UTF-8 */
function broken(reply: string): readonly string[] {
  return brokenBytes(Buffer.from(reply).toString("latin1"));
}

/** @param reply a character a byte */
function brokenBytes(reply: string): readonly string[] {
  return Object.entries(JUDGES).flatMap(([name, judge]) => (judge(reply).verdict === "pass" ? [] : [name]));
}

test("every second of a day, written as the assignment writes it, breaks nothing", () => {
  const two = (value: number) => String(value).padStart(2, "0");
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: 0, max: 59 }),
      (hour, minute, second) => {
        expect(broken(`JAM ${two(hour)}:${two(minute)}:${two(second)}\r\n`)).toEqual([]);
      },
    ),
  );
});

test("a mistake before the first digit fails only the prefix", () => {
  for (const reply of [
    "10:00:00\r\n",
    "TIME 10:00:00\r\n",
    "JAM: 10:00:00\r\n",
    "JAM10:00:00\r\n",
    "JAM  10:00:00\r\n",
    "JAM\t10:00:00\r\n",
    "jam 10:00:00\r\n",
    "Jam 10:00:00\r\n",
    " JAM 10:00:00\r\n",
    '"JAM 10:00:00\r\n',
    "JAM -10:00:00\r\n",
    "JAM\r\n10:00:00\r\n",
    "Selamat datang\r\nJAM 10:00:00\r\n",
    "JAM <jam> 10:00:00\r\n",
    "JAM\u00a010:00:00\r\n",
    "JÄM 10:00:00\r\n",
    // A byte-order mark is one only where the reply begins.
    "JAM \ufeff10:00:00\r\n",
  ]) {
    expect([reply, broken(reply)]).toEqual([reply, ["prefix"]]);
  }
});

test("a mistake between the first digit and the line end fails only the format", () => {
  for (const reply of [
    "JAM 2026-05-01 10:00:00\r\n",
    "JAM 01-05-2026 10:00:00\r\n",
    "JAM 10:00:00 2026\r\n",
    "JAM 10:00:00 \r\n",
    "JAM 10:00:00 WIB\r\n",
    "JAM 10:00:00 PM\r\n",
    "JAM 10:00:00.123456\r\n",
    "JAM 9:00:00\r\n",
    "JAM 9:5:7\r\n",
    "JAM 010:00:00\r\n",
    "JAM 24:00:00\r\n",
    "JAM 10:60:00\r\n",
    "JAM 10:00:60\r\n",
    "JAM 99:99:99\r\n",
    "JAM 10.00.00\r\n",
    "JAM 10:00\r\n",
    "JAM 10: 00: 00\r\n",
    "JAM 10:00:00\0\r\n",
    "JAM 10:00:00<CR><LF>\r\n",
    "JAM 10:00:00'\r\n",
  ]) {
    expect([reply, broken(reply)]).toEqual([reply, ["format"]]);
  }
});

test("a wrong line end, and anything after it, fails only reply-crlf", () => {
  for (const reply of [
    "JAM 10:00:00",
    "JAM 10:00:00\n",
    "JAM 10:00:00\r",
    "JAM 10:00:00\n\r",
    "JAM 10:00:00\r\r\n",
    "JAM 10:00:00\r\n\r\n",
    "JAM 10:00:00\r\n\n",
    "JAM 10:00:00\r\nJAM 10:00:00\r\n",
    "JAM 10:00:00\r\nBYE\r\n",
    "JAM 10:00:00\r\n> ",
    "JAM 10:00:00\r\n\0",
    "JAM 10:00:00\r\n ",
  ]) {
    expect([reply, broken(reply)]).toEqual([reply, ["crlf"]]);
  }
});

test("a byte-order mark fails only reply-utf8", () => {
  expect(broken("\ufeffJAM 10:00:00\r\n")).toEqual(["utf8"]);
  expect(judgeUtf8("\xef\xbb\xbfJAM 10:00:00\r\n")).toMatchObject({ fault: "byte-order-mark" });
});

test("several mistakes cost each its case", () => {
  const counted: readonly (readonly [reply: string, broken: readonly string[]])[] = [
    ["\ufeffJAM: 9:00:00\n", ["prefix", "format", "crlf", "utf8"]],
    ["Jam 9:00:00\r\n", ["prefix", "format"]],
    ["10:00:00\n", ["prefix", "crlf"]],
    ["JAM 2026-05-01 10:00:00\n", ["format", "crlf"]],
    // CR and LF written as text: the time does not stand alone, and nothing ends the line.
    ["JAM 10:00:00\\r\\n", ["format", "crlf"]],
    ["b'JAM 10:00:00\\r\\n'", ["prefix", "format", "crlf"]],
    ["\ufeff\ufeffJAM 10:00:00\r\n", ["prefix", "utf8"]],
  ];
  for (const [reply, cases] of counted) expect([reply, broken(reply)]).toEqual([reply, cases]);
});

test("bytes that are not UTF-8 fail reply-utf8 and the clause of their position", () => {
  expect(brokenBytes("JAM 10:00:00\xff\r\n")).toEqual(["format", "utf8"]);
  expect(brokenBytes("J\xc4M 10:00:00\r\n")).toEqual(["prefix", "utf8"]);
  expect(brokenBytes("JAM 10:00:00\r\n\xc3")).toEqual(["crlf", "utf8"]);
  expect(brokenBytes("\xed\xa0\x80JAM 10:00:00\r\n")).toEqual(["prefix", "utf8"]);
});

test("what is shown of a wrong reply is escaped", () => {
  expect(judgePrefix("\u001b[31mJAM 10:00:00\r\n")).toEqual({
    verdict: "fail",
    fault: "wrong-prefix",
    parameters: { prefix: "\\x1b[" },
  });
  expect(judgeFormat("JAM 10:00:00\0\r\n")).toMatchObject({ parameters: { text: "10:00:00\\x00" } });
  expect(judgeEnd("JAM 10:00:00\n")).toMatchObject({ fault: "wrong-end", parameters: { end: "\\n" } });
  expect(judgeEnd("JAM 10:00:00\r\n\u0007")).toMatchObject({
    fault: "more-after-end",
    parameters: { extra: "\\x07" },
  });
});

test("no bytes at all make a judge throw", () => {
  const bytes = fc.uint8Array({ maxLength: 40 }).map((each) => Buffer.from(each).toString("latin1"));
  fc.assert(fc.property(bytes, (reply) => expect(brokenBytes(reply).length).toBeLessThanOrEqual(4)));
});
