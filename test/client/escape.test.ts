import { expect, test } from "bun:test";
import { escapeBytes, escapeText } from "../../src/client/escape.ts";

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

test("no more than the first 64 bytes are shown", () => {
  expect(escapeBytes(Buffer.alloc(64, "a"))).toBe("a".repeat(64));
  expect(escapeBytes(Buffer.alloc(65, "a"))).toBe(`${"a".repeat(64)}…`);
});

test("control, direction and invisible characters of a text are escaped, and letters of every script are not", () => {
  expect(escapeText("\x1b]0;x\x07 \x7f \x9b \u202e \u200b \u2028 \u{e0001}")).toBe(
    "\\u001b]0;x\\u0007 \\u007f \\u009b \\u202e \\u200b \\u2028 \\udb40\\udc01",
  );
  expect(escapeText("10:20:30 é 時刻 🕙")).toBe("10:20:30 é 時刻 🕙");
});

test("escaped JSON means what it meant", () => {
  const value = { text: "\x1b \x9b \u202e \u{e0001} é" };
  const escaped = escapeText(JSON.stringify(value));
  expect(escaped).toMatch(/^[^\p{C}]*$/u);
  expect(JSON.parse(escaped)).toEqual(value);
});
