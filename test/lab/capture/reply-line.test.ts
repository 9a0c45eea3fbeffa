import { expect, test } from "bun:test";
import { beginsWithTime, isRightReply, looksLikeTime } from "../../../src/lab/capture/reply-line.ts";

test.each([
  ["JAM 23:59:59\r\n", true],
  ["JAM 24:00:00\r\n", false],
  ["JAM 12:00:00\n", false],
  ["JAM  12:00:00\r\n", false],
  ["JAM 12:00:00\r\n\r\n", false],
  [" JAM 12:00:00\r\n", false],
])("%j is right: %p", (text, expected) => {
  expect(isRightReply(text)).toBe(expected);
});

test.each([
  ["JAM\r\n", true],
  ["12.30", true],
  ["ERROR unknown request\r\n", false],
  ["BYE\r\n", false],
])("%j is meant as the time: %p", (text, expected) => {
  expect(looksLikeTime(text)).toBe(expected);
});

test.each([
  ["JAM 12:00:00\r\n", true],
  ["JAM 9:05:00\r\n", true],
  ["JAM 12.00.00\r\n", true],
  ["JAM 12.00.00 WIB\r\n", true],
  ["JAM 12:00:00 22-11-2026\r\n", true],
  ["JAM 22-11-2026 12:00:00\r\n", false],
  ["JAM 2026-11-22 12:00:00\r\n", false],
  ["JAM 22/11/2026 12:00:00\r\n", false],
  ["JAM 22.11.2026 12:00:00\r\n", false],
  ["JAM 22.11.26 12:00:00\r\n", false],
  ["JAM 1795348800\r\n", false],
  ["JAM  12:00:00\r\n", false],
])("%j begins with JAM, a space and the time: %p", (text, expected) => {
  expect(beginsWithTime(text)).toBe(expected);
});
