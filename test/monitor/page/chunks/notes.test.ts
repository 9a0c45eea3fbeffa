import { expect, test } from "bun:test";
import { LineReader } from "../../../../src/monitor/page/chunks/lines.ts";
import { noteOf } from "../../../../src/monitor/page/chunks/notes.ts";

function noteOfBytes(bytes: string, lenient = false): string | undefined {
  const [part] = new LineReader(lenient).read(Buffer.from(bytes, "latin1"), true);
  return part === undefined ? undefined : noteOf(part);
}

test.each([
  ["TIME\r\n", undefined],
  ["TIME please\r\n", "time-suffix"],
  ["TIME\n", "bare-lf"],
  ["\n", "bare-lf"],
  ["TIME\\r\\n\n", "literal-escapes"],
  ["TIME\\r\\n\r\n", "literal-escapes"],
  ["HELLO\\n\r\n", "literal-escapes"],
  ["TIME\\r\\n", "literal-escapes"],
  ["\xff\xfb\x1f\xff\xfd\x03TIME\r\n", "telnet"],
  ["\xff\xfb\x1f\xff\xfd\x03", "telnet"],
  ["QUIT\r\0\r\n", "cr-nul"],
  ["TIME\r\0", "cr-nul"],
  ["\xef\xbb\xbfTIME\r\n", "byte-order-mark"],
  ["\0T\0I\0M\0E\0\r\0\n", "wide-characters"],
  ["T\0I\0M\0E\0", "wide-characters"],
  ["\0\0\0TIME\r\n", "nul-bytes"],
  ["TIME\0\0\0", "nul-bytes"],
  ["\0\x06TIME\r\n", "leading-bytes"],
  ["\0\x04TIME", "leading-bytes"],
  ["time\r\n", "lowercase"],
  ["Quit\r\n", "lowercase"],
  [" TIME\r\n", "leading-blank"],
  ["QUIT now\r\n", "quit-suffix"],
  ["HELLO\r\n", "unknown"],
  ["QUIT\r\n", "quit"],
  ["\r\n", "empty"],
  ["TIME", "unfinished"],
  ["TIME\r", "unfinished-cr"],
  ["GET / HTTP/1.1\r\n", "foreign"],
  ["\x16\x03\x01", "foreign"],
  ["A".repeat(1025), "line-too-long"],
])("%j gets the note %s", (bytes, note) => {
  expect(noteOfBytes(bytes)).toBe(note as string);
});

test("a bare LF accepted by a lenient server is noted", () => {
  expect(noteOfBytes("TIME\n", true)).toBe("lenient");
  expect(noteOfBytes("TIME\r\n", true)).toBeUndefined();
});
