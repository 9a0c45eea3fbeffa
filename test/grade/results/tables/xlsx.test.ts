import { expect, test } from "bun:test";
import { readXlsx } from "hucre/xlsx";
import { entriesOf } from "../../../../src/grade/results/entries.ts";
import { COLUMNS } from "../../../../src/grade/results/tables/columns.ts";
import { gradesXlsx } from "../../../../src/grade/results/tables/xlsx.ts";
import { HOSTILE_TEXT, RIGHT } from "../../../check/reports/fixtures.ts";
import { graded, judged, sampleClass } from "../sample-class.ts";

const at = (name: string) => COLUMNS.findIndex((column) => column.name === name);

async function sheetsOf(...args: Parameters<typeof gradesXlsx>) {
  const { sheets } = await readXlsx(await gradesXlsx(...args));
  return sheets;
}

test("a text that looks like a formula or a number stays a text, and a grade is a number", async () => {
  const entries = entriesOf([
    graded("=1+1", judged({ ...RIGHT, grade: 2 / 3 }), { name: "+62" }),
    graded("0812", { state: "not-submitted" }, { name: HOSTILE_TEXT }),
  ]);
  const [grades] = await sheetsOf(entries, "en");
  const rows = grades?.rows ?? [];
  expect(rows[0]?.slice(0, 3)).toEqual(["id", "name", "grade"]);
  expect(rows.find((row) => row[0] === "=1+1")?.slice(0, 4)).toEqual(["=1+1", "+62", 66.67, "judged"]);
  const other = rows.find((row) => row[0] === "0812");
  expect(other?.[2] ?? null).toBeNull();
  expect(other?.[1]).toContain("<script>");
});

test.each([
  ["2026-11-22T23:59:30+07:00", "2026-11-22T23:59:30.000Z"],
  ["2026-11-22T16:59:30Z", "2026-11-22T16:59:30.000Z"],
  ["2026-11-22 08:05", "2026-11-22T08:05:00.000Z"],
])("the time stamp %s shows its own clock, in any zone of this machine", async (stamp, shown) => {
  const zone = process.env["TZ"];
  process.env["TZ"] = "Asia/Jakarta";
  try {
    const [grades] = await sheetsOf(
      entriesOf([graded("1", { state: "not-submitted" }, { submittedAt: stamp })]),
      "en",
    );
    const cell = grades?.rows[1]?.[at("submitted")];
    expect(cell instanceof Date ? cell.toISOString() : cell).toBe(shown);
  } finally {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  }
});

test("the second sheet has the verdict of each student in each case", async () => {
  const [, cases] = await sheetsOf(entriesOf(sampleClass(40)), "en");
  const [head = [], ...rows] = cases?.rows ?? [];
  expect(head.slice(0, 4)).toEqual(["id", "name", "grade", "connect"]);
  expect(rows.length).toBe(33);
  expect(rows[5]?.[3]).toBe("fail");
  expect(rows[1]?.[head.indexOf("churn")]).toBe("error");
});
