import { expect, test } from "bun:test";
import type { SessionRow } from "../../../src/monitor/facts/api.ts";
import { toneOfReason, toneOfRow } from "../../../src/monitor/page/tones.ts";

const OPEN: SessionRow = {
  session: "1.1",
  thread: 1,
  address: "127.0.0.1",
  port: 50_000,
  openedAt: 0,
  endedAt: undefined,
  state: "open",
  reason: undefined,
  requests: 1,
  errors: 0,
  refused: {},
  isInLine: false,
  hasRecord: true,
};

test("QUIT is good, a client's FIN is neither, and a cut is bad", () => {
  expect(toneOfReason("quit")).toBe("good");
  expect(toneOfReason("client-closed")).toBe("plain");
  expect(toneOfReason("line-timeout")).toBe("bad");
});

test("an open session with an error is bad, and an ended one depends on its reason", () => {
  expect(toneOfRow(OPEN)).toBe("good");
  expect(toneOfRow({ ...OPEN, errors: 1 })).toBe("bad");
  expect(toneOfRow({ ...OPEN, state: "stalled" })).toBe("bad");
  expect(toneOfRow({ ...OPEN, state: "ended", reason: "quit", errors: 1 })).toBe("good");
  expect(toneOfRow({ ...OPEN, state: "closing" })).toBe("plain");
  const closed = { ...OPEN, state: "ended", reason: "client-closed" } as const;
  expect([toneOfRow(closed), toneOfRow({ ...closed, isInLine: true })]).toEqual(["plain", "bad"]);
});
