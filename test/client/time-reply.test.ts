import { expect, test } from "bun:test";
import { makeTimeReply } from "../../src/client/time-reply.ts";

test("a valid hh:mm:ss is read as a time of day", () => {
  expect(makeTimeReply("00:00:00", 1, 2).clock).toEqual({ hours: 0, minutes: 0, seconds: 0 });
  expect(makeTimeReply("23:59:58", 1, 2).clock).toEqual({ hours: 23, minutes: 59, seconds: 58 });
});

test("any other text is passed on and not read", () => {
  for (const text of [
    "",
    "24:00:00",
    "10:60:00",
    "10:00:60",
    "1:2:3",
    " 10:20:30",
    "10:20:30 ",
    "10:20:30\n",
    "22-11-2025 10:20:30",
  ]) {
    expect(makeTimeReply(text, 1, 2)).toEqual({
      text,
      clock: undefined,
      roundTripMs: 1,
      sentAtMs: 1,
      receivedAtMs: 2,
    });
  }
});

test("the round trip is given to the microsecond", () => {
  expect(makeTimeReply("", 1, 2.23456).roundTripMs).toBe(1.235);
});
