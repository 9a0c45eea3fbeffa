import { expect, test } from "bun:test";
import type { RequestReply, Session } from "../../../src/lab/capture/facts.ts";
import { requestRows } from "../../../src/lab/report/request-rows.ts";
import { wordsOf } from "../../../src/lab/report/words/words-of.ts";
import { sampleSession } from "./sample-facts.ts";

const words = wordsOf("en").section;
const SESSION = sampleSession({ id: "S1", host: "mesin2" });
const [TIME, QUIT] = SESSION.requests;
if (TIME === undefined || QUIT === undefined) throw new Error("the session has two requests");
const withRequests = (...requests: readonly RequestReply[]): Session => ({ ...SESSION, requests });
const rowsOf = (point: "1.c.i" | "1.c.ii", ...requests: readonly RequestReply[]) =>
  requestRows(point, [withRequests(...requests)], words, false);
const many = (count: number, request: RequestReply = TIME) =>
  Array.from({ length: count }, (_, index) => ({ ...request, requestedAt: index / 1000 }));

test("a row has the request, its packets, the reply and the seconds between them", () => {
  expect(rowsOf("1.c.i", { ...TIME, replyMs: 1509.212 }).rows).toEqual([
    {
      ...{ session: "S1", request: "TIME\\r\\n", segments: "104", reply: "JAM 07:08:09\\r\\n" },
      ...{ seconds: "1.509212", isFault: false },
    },
  ]);
});

test("of too many rows the QUIT and the faults are shown, and the others are counted", () => {
  const wrong = { ...TIME, isRight: false, requestedAt: 5 };
  const quit = { ...QUIT, requestedAt: 100 };
  const quitting = rowsOf("1.c.ii", ...many(50_000), quit);
  expect(quitting.rows).toHaveLength(14);
  expect(quitting.rows.at(-1)?.request).toBe("QUIT\\r\\n");
  expect(quitting.note).toBe("49,987 more requests are not listed.");
  expect(rowsOf("1.c.i", ...many(3_000), wrong, ...many(2_000)).rows.some(({ isFault }) => isFault)).toBe(
    true,
  );
  const lineFeed = { ...TIME, kind: "time-lf" as const, request: "TIME\\n", requestedAt: 50 };
  const asked = rowsOf("1.c.i", ...many(100), ...many(100, QUIT), lineFeed).rows;
  expect(asked.at(-1)?.request).toBe("TIME\\n");
  expect(rowsOf("1.c.i", ...many(50, wrong)).rows.every(({ isFault }) => isFault)).toBe(true);
});

test("what was not captured is neither a fault nor missing, and no time is negative", () => {
  const { rows } = rowsOf(
    "1.c.i",
    { ...TIME, reply: undefined, isRight: false, replyMs: undefined, replyUnseen: "no-server-packets" },
    { ...TIME, reply: "JAM 07:0", isRight: false, replyUnseen: "truncated" },
    { ...TIME, reply: undefined, isRight: false, replyMs: undefined, hasArrived: false },
    { ...TIME, reply: undefined, isRight: false, replyMs: undefined },
    { ...TIME, isEarly: true, replyMs: undefined },
  );
  expect(rows.map(({ reply }) => reply)).toEqual([
    ...["not captured", "JAM 07:0 … (not captured)", "none", "none", "JAM 07:08:09\\r\\n"],
  ]);
  expect(rows.map(({ isFault }) => isFault)).toEqual([false, false, false, true, false]);
  expect(rows.map(({ seconds }) => seconds).filter((seconds) => !/^\d/.test(seconds))).toEqual([
    ...["–", "–", "–", "before it"],
  ]);
});

test("a reply that no captured request asked for has a row of its own, in the order of time", () => {
  const reply = {
    ...{ reply: "JAM 7:8\\r\\n", replyHex: "", replyPacket: 9, replyFile: "mesin1.pcapng", repliedAt: 0 },
    ...{
      requestUnseen: undefined,
      replyUnseen: undefined,
      isRight: false,
      clockDifference: undefined,
      clockZone: undefined,
    },
  };
  const { rows } = requestRows("1.c.i", [{ ...SESSION, unasked: [reply] }], words, true);
  expect(rows[0]).toEqual({
    ...{ session: "S1", request: "(no request)", segments: "mesin1.pcapng: 9", reply: "JAM 7:8\\r\\n" },
    ...{ seconds: "–", isFault: true },
  });
  expect(rows).toHaveLength(3);
});
