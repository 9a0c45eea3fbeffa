import { expect, test } from "bun:test";
import type { CaseId } from "../../../src/check/cases/registry.ts";
import type { FaultId, Parameters } from "../../../src/check/outcome.ts";
import { causesOf } from "../../../src/check/reports/causes.ts";
import { adviceOf, Verdicts } from "../../../src/check/reports/evidence.ts";
import { lessonsOf } from "../../../src/check/reports/lesson.ts";
import type { CaseResult, CheckResult } from "../../../src/check/result.ts";
import type { CodeLanguage } from "../../../src/check/texts/code-language.ts";
import { EN } from "../../../src/check/texts/en.ts";
import { RIGHT } from "./fixtures.ts";

type Fault = readonly [fault: FaultId, parameters?: Parameters];

/** A right server but for these faults. */
function resultWith(faults: Partial<Record<CaseId, Fault>>, language?: CodeLanguage): CheckResult {
  const cases = RIGHT.cases.map((one): CaseResult => {
    const found = faults[one.id as CaseId];
    if (found === undefined) return one;
    const [fault, parameters = {}] = found;
    return { ...one, verdict: "fail", fault, parameters };
  });
  const process = { command: ["x"], cpuSeconds: 1, peakMemoryKib: 1, peakThreads: 1 };
  return { ...RIGHT, cases, ...(language && { process: { ...process, language } }) };
}

function lessons(faults: Partial<Record<CaseId, Fault>>, language?: CodeLanguage) {
  return lessonsOf(resultWith(faults, language), EN, "en");
}

const causes = (faults: Partial<Record<CaseId, Fault>>) =>
  causesOf(lessons(faults)).map((cause) => cause.lessons.map(({ id }) => id));

test("a time that came out wrong is a matter of its form, and an answer of another branch one of the comparison", () => {
  const of = (text: string) =>
    adviceOf("time-reply", { fault: "no-time", parameters: { text } }, new Verdicts([]));
  expect(of("JAM 10::20::30\\r\\n")).toBe("time-misshapen");
  expect(of("JAM 10.20.30\\r\\n")).toBe("time-misshapen");
  expect(of("10-20-30")).toBe("time-misshapen");
  expect(of("ERROR unknown request\\r\\n")).toBe("other-branch");
  expect(of("TIME\\r\\n")).toBe("other-branch");
  const [lesson] = lessons({ "time-reply": ["no-time", { text: "JAM 10::20::30" }] }, "python");
  expect(lesson?.why).toContain("only the form of the time is wrong");
  expect(lesson?.code?.lines).toContain("%H:%M:%S");
  expect(lesson?.idiom).toBeUndefined();
});

test("a reply's form is explained by what stands in it", () => {
  const of = (text: string) =>
    adviceOf("reply-format", { fault: "wrong-format", parameters: { text } }, new Verdicts([]));
  expect(of("22-11-2026 10:20:30")).toBe("more-than-time");
  expect(of("10:20:30 WIB")).toBe("more-than-time");
  expect(of("7:05:09")).toBe("digit-missing");
  expect(of("07:05:09 PM")).toBeUndefined();
  expect(of("")).toBeUndefined();
});

test("a server that frames rightly and never closes has one cause, and no advice to cut lines", () => {
  const faults = {
    "quit-closes": ["not-closed"],
    "quit-after-time": ["not-closed"],
    "pipelined-quit": ["not-closed"],
    "after-quit": ["not-closed"],
  } as const;
  expect(causes(faults)).toEqual([["quit-closes", "quit-after-time", "pipelined-quit", "after-quit"]]);
  for (const { id, why } of lessons(faults)) {
    if (id !== "quit-closes") expect(why).toContain("`QUIT` alone does not close the connection either");
    expect(why).not.toMatch(/as one request|12 bytes/);
  }
});

test("a server that takes each read for a request has one cause for all that TCP cuts and joins", () => {
  const faults = {
    "split-word": ["silent"],
    "split-crlf": ["something-else", { extra: "ERROR" }],
    "split-bytes": ["silent"],
    "pipelined-two": ["too-few", { expected: 2, got: 1 }],
    "pipelined-cut": ["too-few", { expected: 2, got: 1 }],
    "pipelined-quit": ["not-closed"],
    "after-quit": ["served"],
    "bare-lf": ["served"],
    lowercase: ["served"],
  } as const;
  expect(causes(faults)).toEqual([
    [
      ...(["split-word", "split-crlf", "split-bytes", "pipelined-two"] as const),
      ...(["pipelined-cut", "pipelined-quit", "after-quit"] as const),
    ],
    ["bare-lf"],
    ["lowercase"],
  ]);
  const why = (id: CaseId) => lessons(faults).find((lesson) => lesson.id === id)?.why;
  expect(why("pipelined-quit")).toContain("answered the `TIME` at the beginning of these 12 bytes");
  expect(why("after-quit")).toContain("looked for `TIME` anywhere");
  expect(why("pipelined-cut")).toContain("gave it one answer");
});

test("where lines are cut rightly, the loop over them or the rest behind them is the cause", () => {
  const of = (id: CaseId, fault: Fault) => lessons({ [id]: fault }).find((lesson) => lesson.id === id)?.why;
  expect(of("pipelined-quit", ["not-closed"])).toContain("the loop that takes the lines");
  expect(of("pipelined-quit", ["closed-early"])).toContain("closed without an answer to the `TIME`");
  expect(of("pipelined-quit", ["silent"])).toContain("neither `TIME\\r\\n` nor `QUIT\\r\\n`");
  expect(of("pipelined-quit", ["too-many", { expected: 1, got: 2 }])).toContain(
    "answered like another request",
  );
  expect(of("after-quit", ["served"])).toContain("goes on with those that follow a `QUIT`");
  expect(of("pipelined-cut", ["too-few", { expected: 2, got: 1 }])).toContain("so it cuts lines");
  expect(of("half-close", ["not-closed"])).toContain("kept its side open");
  expect(of("half-close", ["closed-early"])).toContain("ended the connection when the FIN came");
  expect(of("half-close", ["silent"])).toContain("gave no reply");
  expect(of("split-bytes", ["reset-early"])).toContain("ended the connection over a piece");
});

test("cases that are wrong in the same reply have each their own cause", () => {
  expect(
    causes({
      "reply-prefix": ["wrong-prefix"],
      "reply-crlf": ["wrong-end"],
      "reply-clock": ["clock-stands"],
    }),
  ).toEqual([["reply-prefix"], ["reply-crlf"], ["reply-clock"]]);
});

test("one client at a time is one cause; a crowd alone may have several", () => {
  const faults = { "concurrent-many": ["some-unserved"], "idle-crowd": ["not-served-after"] } as const;
  expect(causes(faults)).toEqual([["concurrent-many"], ["idle-crowd"]]);
  expect(causes({ ...faults, "concurrent-idle": ["some-unserved"] })).toHaveLength(1);
});

test("the idiom of the server's language is named where it is the likely cause", () => {
  const idiom = (id: CaseId, fault: Fault, language: CodeLanguage) =>
    lessons({ [id]: fault }, language)[0]?.idiom?.text;
  expect(idiom("reply-crlf", ["wrong-end", { end: "\\n" }], "java")).toContain("println()");
  expect(idiom("reply-crlf", ["wrong-end", { end: "" }], "java")).toBeUndefined();
  expect(idiom("bare-lf", ["served"], "java")).toContain("BufferedReader.readLine(), Scanner.nextLine()");
  expect(idiom("bare-lf", ["served"], "go")).toContain("bufio.Scanner");
  expect(idiom("bare-lf", ["served"], "python")).toContain("asyncio");
  expect(idiom("bare-cr", ["served"], "node")).toContain("readline ends a line at a bare CR at once");
  expect(idiom("split-crlf", ["something-else", { extra: "x" }], "node")).toContain("100 ms");
  expect(idiom("reset", ["not-served-after"], "c")).toContain("SIGPIPE");
  expect(idiom("time-reply", ["no-time", { text: "JAM 10.20.30" }], "csharp")).toContain("dot in Indonesian");
  expect(idiom("reply-format", ["wrong-format", { text: "7:05:09" }], "c")).toContain("%02d");
  expect(idiom("reply-format", ["wrong-format", { text: "07:05:09 PM" }], "java")).toContain("HH:mm:ss");
  expect(idiom("reply-format", ["wrong-format", { text: "1-2-2026 07:05:09" }], "java")).toBeUndefined();
  expect(lessons({ "bare-lf": ["served"] })[0]?.idiom).toBeUndefined();
});

test("for a server with both mistakes, the close is not the cause of what needs lines", () => {
  const faults = {
    "quit-closes": ["not-closed"],
    "quit-after-time": ["not-closed"],
    "pipelined-two": ["too-few", { expected: 2, got: 1 }],
    "pipelined-quit": ["not-closed"],
    "after-quit": ["not-closed"],
  } as const;
  expect(causes(faults)).toEqual([
    ["quit-closes", "quit-after-time"],
    ["pipelined-two", "pipelined-quit", "after-quit"],
  ]);
});

test("what was not tried is no evidence", () => {
  const none = new Verdicts([]);
  const of = (id: CaseId, fault: FaultId) => adviceOf(id, { fault, parameters: {} }, none);
  expect(of("pipelined-quit", "not-closed")).toBeUndefined();
  expect(of("pipelined-cut", "too-few")).toBeUndefined();
  expect(of("after-quit", "not-closed")).toBeUndefined();
  expect(of("after-quit", "served")).toBe("quit-passed-over");
});
