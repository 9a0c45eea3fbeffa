/** Lines with colours, clipped to a width. */
import { expect, test } from "bun:test";
import { clip, spread } from "../../../src/cli/monitor/clip.ts";

const RED = "\u001b[31m";
const RESET = "\u001b[0m";

test("a line that fits stays as it is, with its colours", () => {
  expect(clip(`${RED}abc${RESET}`, 3)).toBe(`${RED}abc${RESET}`);
  expect(clip("", 3)).toBe("");
});

test("a line that is too long is clipped at the width, which is marked, and its colour ends there", () => {
  expect(clip(`ab${RED}cdef${RESET}gh`, 4)).toBe(`ab${RED}c…${RESET}`);
  expect(clip("abcdef", 4)).toBe("abc…");
  expect(clip("abcdef", 0)).toBe("");
});

test("two texts are at both ends of a line, and never touch", () => {
  expect(spread(`${RED}ab${RESET}`, "cd", 8)).toBe(`${RED}ab${RESET}    cd`);
  expect(spread("abcd", "efgh", 5)).toBe("abcd  efgh");
});
