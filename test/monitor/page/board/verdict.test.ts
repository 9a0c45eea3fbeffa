/** A session's verdict in words. */
import { expect, test } from "bun:test";
import type { SessionRow } from "../../../../src/monitor/facts/api.ts";
import { verdictWords } from "../../../../src/monitor/page/board/verdict.ts";
import { EN } from "../../../../src/monitor/page/texts/en.ts";
import { ID } from "../../../../src/monitor/page/texts/id.ts";

const ROW: SessionRow = {
  session: "0.1",
  thread: 0,
  address: "10.0.0.1",
  port: 1,
  openedAt: 0,
  endedAt: 1,
  state: "ended",
  reason: "quit",
  requests: 1,
  errors: 0,
  refused: {},
  isInLine: false,
  hasRecord: true,
};

test.each<[Partial<SessionRow>, string, string]>([
  [{}, "right", "good"],
  [{ requests: 0 }, "no request", "plain"],
  [{ requests: 0, errors: 2 }, "clock not synchronised", "plain"],
  [{ requests: 0, errors: 1, state: "closing", reason: undefined }, "closing", "plain"],
  [{ reason: "client-closed", isInLine: true }, "no line end", "bad"],
  [{ state: "open", reason: undefined, isInLine: true }, "no line end", "plain"],
  [{ state: "open", reason: undefined }, "open", "plain"],
  [{ state: "stalled", reason: undefined }, "not reading", "bad"],
  [{ reason: "reset" }, "reset", "bad"],
  [{ refused: { unknown: 1, "bare-lf": 3 } }, "bare LF, unknown request", "bad"],
  [{ refused: { telnet: 1 }, reason: "line-too-long" }, "telnet commands, line too long", "bad"],
])("%j is %s", (change, text, tone) => {
  expect(verdictWords({ ...ROW, ...change }, EN)).toEqual({ text, tone: tone as "good" });
});

test("it is in the reader's language", () => {
  expect(verdictWords({ ...ROW, reason: "line-too-long" }, ID).text).toBe("baris terlalu panjang");
});
