import { expect, test } from "bun:test";
import { ErrorCounts, errorEntries, errorTotal, toHex } from "../../src/bench/errors.ts";

test("every kind is counted, with its first example", () => {
  const counts = new ErrorCounts();
  counts.add("reset", 3, { hex: "", connection: 1, at: 10 });
  counts.add("format", 1, { hex: "0a", connection: 2, at: 20 });
  counts.add("format", 1, { hex: "ff", connection: 3, at: 30 });
  const errors = counts.take();
  expect(errorTotal(errors)).toBe(5);
  expect(errorEntries(errors)).toEqual([
    ["format", { count: 2, example: { hex: "0a", connection: 2, at: 20 } }],
    ["reset", { count: 3, example: { hex: "", connection: 1, at: 10 } }],
  ]);
});

test("an example shows the first 64 bytes", () => {
  expect(toHex(new Uint8Array([74, 65, 77, 0, 255]), 0, 3)).toBe("4a 41 4d");
  expect(toHex(new Uint8Array(1000), 0, 1000).split(" ")).toHaveLength(64);
});
