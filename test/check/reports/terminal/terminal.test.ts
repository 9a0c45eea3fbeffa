import { expect, test } from "bun:test";
import { CASE_IDS } from "../../../../src/check/cases/registry.ts";
import { terminalReport } from "../../../../src/check/reports/terminal/terminal.ts";
import type { CheckResult } from "../../../../src/check/result.ts";
import { CODE_LANGUAGES } from "../../../../src/check/texts/code-language.ts";
import { textsOf } from "../../../../src/check/texts/index.ts";
import { LANGUAGES } from "../../../../src/language.ts";
import { type Painter, PLAIN } from "../../../../src/text/painter.ts";
import { ALL, CRASHED, HOSTILE, REFUSED, RIGHT, TYPICAL } from "../fixtures.ts";

/** Every case failed, in every programming language. */
const EVERY = CODE_LANGUAGES.map((language): CheckResult => {
  const fault = {
    verdict: "fail",
    fault: "silent",
    parameters: {},
    trace: TYPICAL.cases[0]?.trace ?? [],
  } as const;
  const process = { command: ["x"], language, cpuSeconds: 0, peakMemoryKib: 1, peakThreads: 1 };
  return {
    ...RIGHT,
    passes: false,
    title: "Siti Nurhaliza, 05111940000123, kelas Pemrograman Jaringan D",
    cases: RIGHT.cases.map((one) => ({ ...one, ...fault })),
    process,
  };
});

const english = (result: CheckResult, columns?: number) =>
  terminalReport(result, textsOf("en"), "en", PLAIN, columns);

test("a right server gets a report of one page that folds what passed", () => {
  const report = english(RIGHT);
  expect(report).toStartWith(
    `Conformance check  127.0.0.1:45000  passes  Grade 100 %\n${CASE_IDS.length} passed · 0 failed`,
  );
  expect(report).toMatch(/^✓ stream {2,}█{24} {4}8\/8 must/m);
  expect(report).toMatch(/^✓ stream +9 passed: split-word, .*/m);
  expect(report).toContain("Time zone                     UTC+07:00");
  expect(report.split("\n").length).toBeLessThan(30);
});

test("a failed case teaches: bytes on a time line, what happened, why, what to change, how common, a replay", () => {
  const report = english(TYPICAL);
  const from = report.indexOf("✗ split-word");
  const split = report.slice(from, report.indexOf("✗ split-crlf"));
  for (const part of [
    "must · stream · Clause 1.c.i",
    "    0 ms → 54 49               TI\n",
    "  150 ms → 4d 45 0d 0a         ME␍␊\n",
    " 2151 ms   nothing came\n",
    "What happened: 1 reply with the time was expected, and none came.",
    "Why it happens: One read brought `TI`",
    "In Python: recv(1024) returns what has come",
    "What to change: Collect what each read brings",
    "\n(printf 'TI'; sleep 0.2; printf 'ME\\r\\n') |\n(exec 3<>/dev/tcp/127.0.0.1/45000; cat >&3; timeout 2 cat <&3)\n",
    "90 of 104 published servers fail this too.",
  ]) {
    expect(split).toContain(part);
  }
  expect(report).toContain("── 6 cases, one cause");
  expect(report).toContain("Clause 1.c.i: “a request begins with");
  expect(report).toContain("␍ is CR, character 13 (0d)");
});

test("failures come before passes, skips and errors apart, and the last line is what to fix first", () => {
  const report = english(TYPICAL);
  const order = [
    "✗ split-word",
    "~ reset",
    "✓ basic   ",
    "− skip: client-gone",
    "! error: churn",
    "Observed",
  ];
  const places = order.map((part) => report.indexOf(part));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(places).not.toContain(-1);
  expect(report).toContain("EMFILE: the judge has no more file descriptors");
  expect(report).toContain("What happened: Pass, only at the second try.");
  expect(report).toEndWith("\nFix this first: reply-format\n");
});

test("the same lines of code are shown once", () => {
  expect(english(HOSTILE).split("│ while len(buffer)").length).toBe(2);
  expect(english(HOSTILE)).toContain("The lines of Python under");
});

test("where the check did not start the server no code is shown, and the report states how to get it", () => {
  const { process, ...unknown } = TYPICAL;
  expect(english(unknown)).toContain("Started by the check, with `jam check -- COMMAND`");
  expect(english(unknown)).not.toMatch(/│|Python|recv|strip\(/);
  expect(english(TYPICAL)).not.toContain("Started by the check");
});

test("a refused connection gives a whole report", () => {
  const report = english(REFUSED);
  expect(report).toContain("[::1]:45000  fails  Grade 0 %");
  expect(report).toContain("0 ms ← refused");
  expect(report).toContain("This case builds on `connect`, which did not pass.");
});

test("a crash is shown with the process and its stderr", () => {
  const report = english(CRASHED);
  expect(report).toContain("The server stopped serving after `bad-utf8`");
  expect(report).toMatch(/The server ended by itself after {2}bad-utf8 \(exit 1\)/);
  expect(report).toContain('  │   File "server_thread.py", line 21, in run');
});

test("nothing that a server sent does anything to a terminal", () => {
  for (const language of LANGUAGES) {
    const report = terminalReport(HOSTILE, textsOf(language), language, PLAIN);
    expect(report).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
  }
});

test("lines keep to the width, time lines, code and commands too", () => {
  for (const columns of [20, 80, 100, 400]) {
    const width = Math.min(Math.max(columns, 60), 96);
    for (const language of LANGUAGES) {
      for (const result of [RIGHT, TYPICAL, REFUSED, CRASHED, ...EVERY]) {
        const report = terminalReport(result, textsOf(language), language, PLAIN, columns);
        const long = report.split("\n").filter((line) => line.length > width);
        expect(long).toEqual([]);
      }
    }
  }
});

test("colours change nothing but colours", () => {
  const mark = (text: string) => `\u001b[1m${text}\u001b[0m`;
  const painter: Painter = { bold: mark, dim: mark, red: mark, green: mark, yellow: mark, cyan: mark };
  for (const result of Object.values(ALL)) {
    const painted = terminalReport(result, textsOf("id"), "id", painter);
    const stripped = painted.replaceAll("\u001b[1m", "").replaceAll("\u001b[0m", "");
    expect(stripped).toBe(terminalReport(result, textsOf("id"), "id", PLAIN));
  }
});
