import { expect, test } from "bun:test";
import { COLOURS, PLAIN } from "../../src/text/painter.ts";

test("every colour has a code of its own and is reset; plain text has none", () => {
  const painted = Object.values(COLOURS).map((paint) => paint("text"));
  expect(new Set(painted).size).toBe(painted.length);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what a colour is
  for (const text of painted) expect(text).toMatch(/^\u001b\[\d+mtext\u001b\[0m$/);
  expect(Object.values(PLAIN).map((paint) => paint("text"))).toEqual(painted.map(() => "text"));
});
