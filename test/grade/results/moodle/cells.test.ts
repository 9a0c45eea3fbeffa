import { expect, test } from "bun:test";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { readCsv } from "../../../../src/grade/results/moodle/cells.ts";

test("cells are where they stand, quotes and line ends inside them too", () => {
  const text = 'a,"b ""x""\r\ny",\r\n,c,"d"';
  const { rows } = readCsv(text);
  expect(rows.map((row) => row.map((cell) => cell.text))).toEqual([
    ["a", 'b "x"\r\ny', ""],
    ["", "c", "d"],
  ]);
  expect(rows[0]?.map(({ from, to }) => text.slice(from, to))).toEqual(["a", '"b ""x""\r\ny"', ""]);
});

test("any table that is written by the rules is read as csv-parse reads it", () => {
  const cell = fc.string({ unit: fc.constantFrom(..."ab;,\"\n\r \t'é") });
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(table, (rows) => {
      const header = rows[0]?.map(() => "h") ?? [];
      const quoted = [header, ...rows].map((row) =>
        row.map((text) => `"${text.replaceAll('"', '""')}"`).join(","),
      );
      const text = `${quoted.join("\r\n")}\r\n`;
      const expected: string[][] = parse(text, { relax_column_count: true });
      expect(readCsv(text).rows.map((row) => row.map((one) => one.text))).toEqual(expected);
    }),
  );
});

test("broken quotes end", () => {
  for (const text of ['"', '"a', 'a"b,c', '""x,y\nz', '"a"b"c",d', "\ufeff", "\n\n"]) {
    expect(
      readCsv(text)
        .rows.flat()
        .every(({ from, to }) => from <= to && to <= text.length),
    ).toBe(true);
  }
});
