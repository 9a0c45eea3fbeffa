/** Durations, clocks and faults as text. */
import { expect, test } from "bun:test";
import { faultText, formatClock, formatDuration } from "../../../src/cli/monitor/words.ts";
import { painterFor } from "../../../src/cli/terminal/color.ts";
import { CLOSE_REASONS } from "../../../src/server/counters.ts";

const plain = painterFor({});

test.each([
  [-1, "0 s"],
  [8.9, "8 s"],
  [125, "2 min 05 s"],
  [3 * 3600 + 12 * 60 + 59, "3 h 12 min"],
  [4 * 86_400 + 3 * 3600, "4 d 3 h"],
])("%d seconds", (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test("a clock is shown with its error if it is synchronised, else with its status alone", () => {
  const error = { estimatedErrorSeconds: 0.000_412, maximumErrorSeconds: 0.02 };
  expect(formatClock({ status: "synchronised", ...error }, plain)).toBe("synchronised, within 412 µs");
  expect(formatClock({ status: "unsynchronised", ...error }, plain)).toBe("not synchronised");
  const none = { estimatedErrorSeconds: undefined, maximumErrorSeconds: undefined };
  expect(formatClock({ status: "unknown", ...none }, plain)).toBe("unknown");
});

test("every kind of fault has a text, and a kind of a newer server is shown as it is", () => {
  for (const kind of ["unknown", "bare-lf", "unfinished", ...CLOSE_REASONS] as const)
    expect(faultText(kind)).toMatch(/\w \w|QUIT/);
  expect(faultText("too-early" as "idle")).toBe("too-early");
});
