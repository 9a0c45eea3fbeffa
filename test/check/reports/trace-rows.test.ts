import { expect, test } from "bun:test";
import type { TraceEvent } from "../../../src/check/probe/trace.ts";
import { traceLines } from "../../../src/check/reports/terminal/trace-lines.ts";
import { traceRows } from "../../../src/check/reports/trace-rows.ts";
import { EN } from "../../../src/check/texts/en.ts";
import { PLAIN } from "../../../src/text/painter.ts";

const show = (events: readonly TraceEvent[]) => traceLines(traceRows(events, EN, "en"));
const bytes = (kind: "sent" | "received", at: number, text: string, connection = 1): TraceEvent => ({
  kind,
  at,
  connection,
  hex: Buffer.from(text).toString("hex").slice(0, 512),
  length: text.length,
});

test("a time line shows when, which way, the bytes as hex and as text", () => {
  const lines = show([
    { kind: "connected", at: 0, connection: 1 },
    bytes("sent", 0.4, "TI"),
    bytes("sent", 150.2, "ME\r\n"),
    { kind: "silence", at: 2150, connection: 1 },
  ]);
  expect(lines).toEqual([
    "    0 ms → 54 49               TI",
    "  150 ms → 4d 45 0d 0a         ME␍␊",
    " 2150 ms   nothing came",
  ]);
});

test("after a reply it shows that nothing more came, and several silences once", () => {
  const lines = show([
    bytes("received", 1, "JAM"),
    { kind: "silence", at: 700, connection: 1 },
    { kind: "silence", at: 900, connection: 1 },
  ]);
  expect(lines).toEqual(["    1 ms ← 4a 41 4d            JAM", "  900 ms   nothing more came"]);
});

test("long bytes are shown 16 a line and 4 lines, with how many there were", () => {
  const lines = show([bytes("sent", 0, Array.from({ length: 100 }, (_, index) => `${index} `).join(""))]);
  expect(lines).toHaveLength(5);
  expect(lines[4]).toContain("290 bytes in all");
});

test("bytes that repeat are shown once", () => {
  expect(show([bytes("sent", 0, "TIME\r\n".repeat(100))])).toEqual([
    "    0 ms → 54 49 4d 45 0d 0a   TIME␍␊",
    "           … and so on, 600 bytes in all",
  ]);
});

test("a flood that took many writes is one row", () => {
  const flood = Array.from({ length: 60 }, (_, index) => bytes("sent", index, "A".repeat(65_536)));
  expect(show(flood)).toEqual([
    "    0 ms → 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41   AAAAAAAAAAAAAAAA",
    "           … and so on, 3,932,160 bytes in all",
  ]);
});

test("of a flood whose middle was not kept the whole is stated", () => {
  const kept = Array.from({ length: 60 }, (_, index) => bytes("sent", index, "A".repeat(65_536)));
  expect(traceRows(kept, EN, "en", 4_194_304)[0]?.note).toBe("… and so on, 4,194,304 bytes in all");
});

test("where a line has no room, bytes are shown 8 a line, and 4 where most of them are no ASCII", () => {
  const text = "JAM 22-11-2026 10:20:30\r\n";
  const rows = traceRows([bytes("received", 1, text)], EN, "en");
  expect(traceLines(rows, PLAIN, 58)).toEqual([
    "    1 ms ← 4a 41 4d 20 32 32 2d 31   JAM 22-1",
    "           31 2d 32 30 32 36 20 31   1-2026 1",
    "           30 3a 32 30 3a 33 30 0d   0:20:30␍",
    "           0a                        ␊",
  ]);
  const high = { ...bytes("received", 1, ""), hex: "ff".repeat(8), length: 8 };
  const [first = ""] = traceLines(traceRows([high, { ...high, connection: 2 }], EN, "en"), PLAIN, 58);
  expect(first.length).toBeLessThanOrEqual(58);
});

test("the same on many connections is one row, and connections have numbers", () => {
  const crowd = [1, 2, 3];
  expect(
    show([
      ...crowd.map((connection): TraceEvent => ({ kind: "connected", at: 0, connection })),
      bytes("sent", 5, "TIME\r\n", 1),
      bytes("sent", 6, "TIME\r\n", 3),
      { kind: "reset", at: 7, connection: 3 },
    ]),
  ).toEqual([
    "    0 ms   #1–#3 connected",
    "    5 ms → #1 #3 54 49 4d 45 0d 0a   TIME␍␊",
    "    7 ms ← #3    the server reset (RST)",
  ]);
});

test("the middle of a very long trace is left out", () => {
  const events = Array.from({ length: 60 }, (_, index) =>
    bytes(index % 2 ? "received" : "sent", index, `${index}`),
  );
  const lines = show(events);
  expect(lines).toHaveLength(17);
  expect(lines[10]?.trim()).toBe("… 44 more");
});

test("an empty trace has no lines", () => {
  expect(show([])).toEqual([]);
});
