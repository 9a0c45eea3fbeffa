import { expect, test } from "bun:test";
import { parse } from "csv-parse/sync";
import { entriesOf } from "../../../../src/grade/results/entries.ts";
import { csvOf, gradesCsv } from "../../../../src/grade/results/tables/csv.ts";
import { TYPICAL } from "../../../check/reports/fixtures.ts";
import { graded, judged, sampleClass } from "../sample-class.ts";

test.each([
  ["=1+1", "'=1+1"],
  ["+62812", "'+62812"],
  ["-Budi", "'-Budi"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\r=1", '"\'\r=1"'],
  ["＝1+1", "'＝1+1"],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ["Ayu, Lestari", '"Ayu, Lestari"'],
  ["a=b", "a=b"],
])("the cell %j is written as %j", (text, written) => {
  expect(csvOf([[text]])).toBe(`${written}\r\n`);
});

test("numbers stay numbers, negative ones too, and an empty cell is empty", () => {
  expect(csvOf([[66.67, -1, undefined, "x"]])).toBe("66.67,-1,,x\r\n");
});

test("each student has a line; only judged ones have a grade", () => {
  const rows: Record<string, string>[] = parse(gradesCsv(entriesOf(sampleClass(40)), "en"), {
    columns: true,
  });
  expect(rows.length).toBe(40);
  expect(rows.filter(({ state, grade }) => (state === "judged") !== (grade !== ""))).toEqual([]);
  expect(rows[1]).toMatchObject({
    id: "5025211002",
    name: "Budi Santoso",
    grade: "68.75",
    late: "no",
    other_port: "",
  });
  expect(rows[1]?.["failed"]).toStartWith("reply-format quit-silent ");
  expect(rows[5]).toMatchObject({ other_port: "45001", failed: "connect" });
  expect(rows.find(({ state }) => state === "cannot-read")?.["reason"]).toContain("RAR");
});

test("a grade is rounded as in every report, and 100 is only for what passes everything", () => {
  const written = [2 / 3, 31 / 32, 0.28125, 0.000_04, 0.999_97, 1].map((grade) => {
    const csv = gradesCsv(entriesOf([graded("1", judged({ ...TYPICAL, grade }))]), "id");
    return /^1,,([\d.]+),judged/m.exec(csv)?.[1];
  });
  expect(written).toEqual(["66.67", "96.88", "28.13", "0", "99.99", "100"]);
});

test("what a student wrote breaks no line and hides nothing", () => {
  const hostile = graded(
    "=cmd|' /C calc'!A0",
    { state: "not-submitted" },
    { name: 'a"b\r\n\u202e,c', source: "-x" },
  );
  const rows: string[][] = parse(gradesCsv(entriesOf([hostile]), "en"));
  expect(rows.length).toBe(2);
  expect(rows[1]?.slice(0, 2)).toEqual(["'=cmd|' /C calc'!A0", 'a"b \\u202e,c']);
  expect(rows[1]?.at(-1)).toBe("'-x");
});
