/** What a peer sends is safe to show, and short. */
import { expect, test } from "bun:test";
import fc from "fast-check";
import { escapeBytes, escapeText } from "../../src/text/escape.ts";

test("CR, LF, tab and backslash have names; every other unprintable byte is hex", () => {
  expect(escapeBytes("JAM 10:00:00\r\n")).toBe("JAM 10:00:00\\r\\n");
  expect(escapeBytes("a\tb\\c")).toBe("a\\tb\\\\c");
  expect(escapeBytes("\0\u001b[31m\x7f\xff")).toBe("\\x00\\x1b[31m\\x7f\\xff");
});

test("no bytes result in a character that a terminal interprets, or in more than 120 of them", () => {
  const bytes = fc.uint8Array({ maxLength: 400 }).map((each) => Buffer.from(each).toString("latin1"));
  fc.assert(
    fc.property(bytes, (text) => {
      const shown = escapeBytes(text);
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
      expect(escapeBytes(one) === escapeBytes(other)).toBe(one === other);
    }),
  );
});

test("printable ASCII bytes are shown as they are, and every other one as an escape", () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  for (const byte of all) {
    const shown = escapeBytes(Uint8Array.of(byte));
    const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x5c;
    if (isPlain) expect(shown).toBe(String.fromCharCode(byte));
    else expect(shown).toMatch(/^\\(x[\da-f]{2}|[tnr\\])$/);
  }
  expect(escapeBytes(Buffer.from("a\r\n\t\\\x1b[2J\x9b"))).toBe("a\\r\\n\\t\\\\\\x1b[2J\\xc2\\x9b");
});

test("no more bytes than the limit are shown", () => {
  expect(escapeBytes(Buffer.alloc(64, "a"), 64)).toBe("a".repeat(64));
  expect(escapeBytes(Buffer.alloc(65, "a"), 64)).toBe(`${"a".repeat(64)}…`);
});

test("control, direction and invisible characters of a text are escaped, and letters of every script are not", () => {
  expect(escapeText("\x1b]0;x\x07 \x7f \x9b \u202e \u200b \u2028 \u{e0001}")).toBe(
    "\\u001b]0;x\\u0007 \\u007f \\u009b \\u202e \\u200b \\u2028 \\udb40\\udc01",
  );
  expect(escapeText("10:20:30 é 時刻 🕙")).toBe("10:20:30 é 時刻 🕙");
});

test("escaped JSON keeps its value", () => {
  const value = { text: "\x1b \x9b \u202e \u{e0001} é" };
  const escaped = escapeText(JSON.stringify(value));
  expect(escaped).toMatch(/^[^\p{C}]*$/u);
  expect(JSON.parse(escaped)).toEqual(value);
});
