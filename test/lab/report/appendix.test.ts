import { expect, test } from "bun:test";
import { appendixOf } from "../../../src/lab/report/appendix.ts";
import { wordsOf } from "../../../src/lab/report/words/words-of.ts";

const words = wordsOf("en").section;

test("a source file is printed with its lines, and its suffix names the language", () => {
  const [file] = appendixOf([{ name: "src/server.PY", text: "if x:\r\n\tprint(1)\r\n\n" }], words);
  expect(file).toEqual({
    ...{ name: "src/server.PY", language: "py", note: undefined },
    text: "if x:\n    print(1)",
  });
});

test("long files and long lines are cut, with the number of lines that are not printed", () => {
  const long = { name: "a.c", text: "x".repeat(5000) + "\ny".repeat(999) };
  const [first, second] = appendixOf([long, { name: "b.c", text: "1\n2" }], words);
  const lines = first?.text.split("\n") ?? [];
  expect(lines.length).toBeWithin(100, 999);
  expect(lines[0]?.length).toBe(300);
  expect(first?.note).toBe(`${1000 - lines.length} more lines are not printed.`);
  expect(second?.note).toBe("2 more lines are not printed.");
});

test("invisible characters are shown, because code that hides something must not look harmless", () => {
  const [file] = appendixOf([{ name: "a.c", text: "a\u202eb" }], words);
  expect(file?.text).toBe("a\\u202eb");
});
