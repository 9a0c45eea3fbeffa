import { expect, test } from "bun:test";
import { visibleBytes, visibleJson, visibleLine, visibleText } from "../../src/text/visible.ts";

test("bytes are shown one by one: printable ASCII, pictures of control characters, escapes of the rest", () => {
  expect(visibleBytes(Buffer.from("JAM \r\n\0\x1b\x7f\xff\x80", "latin1"))).toBe("JAM ␍␊␀␛␡\\xff\\x80");
});

test("invisible characters and direction marks become escapes, and line ends stay", () => {
  expect(visibleText("a\u202eb\u0000c\u001b[2J\n\ud800é")).toBe("a\\u202eb\\u0000c\\u001b[2J\n\\ud800é");
  expect(visibleLine(" a\r\n  b\n")).toBe("a b");
});

test("JSON keeps its value, and has no invisible character", () => {
  const value = { text: "\u202e\u001b\ud800\n" };
  expect(visibleJson(value)).not.toMatch(/[\p{Cf}\p{Cs}]/u);
  expect(JSON.parse(visibleJson(value))).toEqual(value);
});
