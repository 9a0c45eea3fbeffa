import { expect, test } from "bun:test";
import { entriesOf } from "../../../../src/grade/results/entries.ts";
import { filledSheet } from "../../../../src/grade/results/moodle/fill.ts";
import { MoodleSheetError, moodleSheetOf } from "../../../../src/grade/results/moodle/sheet.ts";
import { RIGHT, TYPICAL } from "../../../check/reports/fixtures.ts";
import { graded, judged } from "../sample-class.ts";

const CLASS = [
  graded("5025211001", judged({ ...RIGHT, grade: 2 / 3 }), {
    name: "Siti Nurhaliza",
    source: "Siti Nurhaliza_7001_assignsubmission_file_",
  }),
  graded("5025211002", judged(TYPICAL), { name: 'Budi, "Bud" Santoso' }),
  graded("5025211003", { state: "did-not-build", command: ["make"], output: "" }, { name: "Ayu Lestari" }),
  graded("5025211004", judged(RIGHT), { name: "Rizky Pratama" }),
];

const ENGLISH = `\ufeffIdentifier,"Full name","ID number","Email address",Status,Grade,"Maximum grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"\r
"Participant 7001","Siti Nurhaliza",,siti@example.org,"Submitted for grading
on time",,100.00,Yes,"Sunday, 22 November 2026, 9:00 PM",-,"=keep ""this"""\r
"Participant 7002","Budi, ""Bud"" Santoso",5025211002,budi@example.org,-,55.00,100.00,Yes,-,-,\r
"Participant 7003","Ayu Lestari",5025211003,ayu@example.org,-,12.00,100.00,Yes,-,-,\r
"Participant 7004","Rizky Pratama",5025211004,rizky@example.org,-,,100.00,No,-,-,\r
`;

test("only the grades of judged students are filled in; every other byte stays", () => {
  const { text, notInSheet, locked } = filledSheet(moodleSheetOf("x.csv", ENGLISH), entriesOf(CLASS));
  const expected = ENGLISH.replace('on time",,100.00', 'on time",66.67,100.00').replace(
    "-,55.00,",
    "-,68.75,",
  );
  expect(text).toBe(expected);
  expect([notInSheet, locked]).toEqual([[], ["5025211004"]]);
});

test("Indonesian columns, semicolons, decimal commas and another maximum", () => {
  const sheet = `ID;Nama lengkap;Nomor ID;Status;Nilai;Nilai maksimum;Nilai bisa diubah
Peserta7001;Siti;;Terkirim;;10,00;Ya
Peserta7002;Budi;5025211002;Terkirim;;10,00;Tidak
`;
  const { text, locked, notInSheet } = filledSheet(moodleSheetOf("x.csv", sheet), entriesOf(CLASS));
  expect(text).toBe(sheet.replace("Terkirim;;10,00;Ya", 'Terkirim;"6,67";10,00;Ya'));
  expect(locked).toEqual(["5025211002"]);
  expect(notInSheet).toEqual(["5025211004"]);
});

test("a sheet without a line end, and with the grade in the last column", () => {
  const sheet = moodleSheetOf("x.csv", "Identifier\tID number\tGrade\nParticipant 1\t5025211004\t");
  expect(filledSheet(sheet, entriesOf(CLASS)).text).toEndWith("5025211004\t100.00");
});

test("a name that two rows have decides nothing", () => {
  const sheet = moodleSheetOf(
    "x.csv",
    "Identifier,Full name,Grade\nParticipant 1,Rizky Pratama,\nParticipant 2,Rizky Pratama,\n",
  );
  const { text, notInSheet } = filledSheet(sheet, entriesOf(CLASS));
  expect(text).toBe(sheet.text);
  expect(notInSheet).toContain("5025211004");
});

test("the number of Moodle's own export goes before a name", () => {
  const sheet = moodleSheetOf(
    "x.csv",
    "Identifier,Full name,Grade\nParticipant 17001,Siti Nurhaliza,\nParticipant 7001,Someone Else,\n",
  );
  expect(filledSheet(sheet, entriesOf(CLASS)).text).toEndWith("Participant 7001,Someone Else,66.67\n");
});

test.each([
  ["", /no column "identifier" and "grade"/],
  ["Name,Points\nA,1\n", /no column "identifier" and "grade"/],
  ["Identifier,Full name\nParticipant 1,A\n", /no column "grade"/],
  ["Identifier,Grade,Scale\nParticipant 1,-,Good\n", /graded with a scale/],
])("%j is refused with what is missing", (text, message) => {
  expect(() => moodleSheetOf("sheet.csv", text)).toThrow(MoodleSheetError);
  expect(() => moodleSheetOf("sheet.csv", text)).toThrow(message);
});
