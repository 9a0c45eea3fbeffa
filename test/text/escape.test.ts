/** Whatever a server sends is safe to show, and short. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { escapeText } from "../../src/text/escape.ts";

test("CR, LF, tab and backslash are named, every other byte that is no plain character is in hex", () => {
  expect(escapeText("JAM 10:00:00\r\n")).toBe("JAM 10:00:00\\r\\n");
  expect(escapeText("a\tb\\c")).toBe("a\\tb\\\\c");
  expect(escapeText("\0\u001b[31m\x7f\xff")).toBe("\\x00\\x1b[31m\\x7f\\xff");
});

test("no bytes at all leave a character that a terminal obeys, or more than 120 of them", () => {
  const bytes = fc.uint8Array({ maxLength: 400 }).map((each) => Buffer.from(each).toString("latin1"));
  fc.assert(
    fc.property(bytes, (text) => {
      const shown = escapeText(text);
      expect(shown).toMatch(/^[ -~]*…?$/);
      expect(shown.endsWith("…")).toBe(text.length > 120);
      expect(shown.length).toBeLessThanOrEqual(120 * 4 + 1);
    }),
  );
});

test("two texts that differ within what is shown are shown differently", () => {
  const bytes = fc.uint8Array({ maxLength: 120 }).map((each) => Buffer.from(each).toString("latin1"));
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      expect(escapeText(one) === escapeText(other)).toBe(one === other);
    }),
  );
});
