/** The report for a terminal: profiles, then what failed and how to fix it, then what passed. */

import type { Language } from "../../../language.ts";
import type { Painter } from "../../../text/painter.ts";
import { visibleLine } from "../../../text/visible.ts";
import { fitList, wrap } from "../../../text/wrap.ts";
import type { CaseResult, CheckResult } from "../../result.ts";
import type { Texts } from "../../texts/texts.ts";
import { causesOf } from "../causes.ts";
import { type FactRow, gradeText, observationRows, processRows, secondsText, targetText } from "../facts.ts";
import { lessonsOf, mostUrgent, sentenceOf } from "../lesson.ts";
import { causeLines } from "./cause.ts";
import { barredLines } from "./code-lines.ts";
import { type Look, lookOf } from "./look.ts";

/** Columns beside a bar. */
const BAR_MARGIN = 48;
const UNBROKEN = "\u00a0";
const BARS = { least: 8, most: 24 };

export function terminalReport(
  result: CheckResult,
  catalogue: Texts,
  language: Language,
  painter: Painter,
  columns?: number,
): string {
  const { words } = catalogue;
  const look = lookOf(catalogue, language, painter, columns);
  const lessons = lessonsOf(result, catalogue, language);
  const causes = causesOf(lessons);
  const first = mostUrgent(lessons);
  const blocks = [
    headLines(result, look),
    barLines(result, look),
    ...causes.map((cause) => causeLines(cause, look)),
    causes.length === 0 ? [] : legendLines(result, look),
    passLines(result, look),
    reasonLines(result, "skip", look),
    reasonLines(result, "error", look),
    factLines(words.observed, observationRows(result.observations, catalogue, language), look),
    processLines(result, look),
    // After a long report the end is what stays on the screen: what to do first.
    first === undefined ? [] : [`${painter.bold(`${words.fixFirst}:`)} ${painter.red(first.id)}`],
  ];
  const text = blocks.filter((block) => block.length > 0).map((block) => block.join("\n"));
  return `${text.join("\n\n")}\n`;
}

/** What the signs mean; and how to get lines of code, if the check did not start the server. */
function legendLines({ process }: CheckResult, { painter, width, phrases }: Look): readonly string[] {
  const texts = [phrases.legend, ...(process === undefined ? [phrases.noCode] : [])];
  return texts.flatMap((text) => wrap(text, width)).map(painter.dim);
}

export function headLines(
  result: CheckResult,
  { painter, width, language, catalogue: { words } }: Look,
): readonly string[] {
  const judged = result.passes ? painter.green(words.passes) : painter.red(words.fails);
  // What was judged until the interruption has no verdict and no grade.
  const verdict = result.isInterrupted ? painter.yellow(words.interrupted) : judged;
  const count = (verdict: CaseResult["verdict"]) =>
    result.cases.filter((one) => one.verdict === verdict).length;
  const counts = [
    `${count("pass")} ${words.passed}`,
    `${count("fail")} ${words.failed}`,
    `${count("skip")} ${words.skipped}`,
    ...(count("error") === 0 ? [] : [`${count("error")} ${words.errors}`]),
    secondsText(result.seconds, language),
  ];
  const target = targetText(result.target);
  const grade = result.isInterrupted ? "" : gradeText(result.grade, language);
  const subject = `${painter.bold(words.title)}  ${painter.cyan(target)}`;
  const outcome =
    grade === "" ? painter.bold(verdict) : `${painter.bold(verdict)}  ${words.grade} ${painter.bold(grade)}`;
  const columns = [words.title, target, result.passes ? words.passes : words.fails, words.grade].join(
    "  ",
  ).length;
  return [
    ...(result.title === undefined ? [] : wrap(visibleLine(result.title), width).map(painter.bold)),
    ...(columns + 1 + grade.length <= width ? [`${subject}  ${outcome}`] : [subject, outcome]),
    // A number and its unit stay on one line.
    ...wrap(counts.map((count) => count.replaceAll(" ", UNBROKEN)).join(" · "), width).map((line) =>
      painter.dim(line.replaceAll(UNBROKEN, " ")),
    ),
  ];
}

function barLines(
  { profiles }: CheckResult,
  { painter, width, catalogue: { words } }: Look,
): readonly string[] {
  const nameWidth = Math.max(...profiles.map(({ profile }) => profile.length), 0);
  const barWidth = Math.min(Math.max(width - BAR_MARGIN, BARS.least), BARS.most);
  const digits = (passed: number, total: number) => `${passed}/${total}`.padStart(5);
  return profiles.map(({ profile, passes, mustPassed, mustTotal, shouldPassed, shouldTotal }) => {
    const share = mustTotal === 0 ? 1 : mustPassed / mustTotal;
    const filled = Math.floor(share * barWidth);
    const paint = passes ? painter.green : painter.red;
    const bar = painter.green("█".repeat(filled)) + painter.red("░".repeat(barWidth - filled));
    const must = `${digits(mustPassed, mustTotal)} ${words.must}`;
    const should = shouldTotal === 0 ? "" : `${digits(shouldPassed, shouldTotal)} ${words.should}`;
    return `${paint(passes ? "✓" : "✗")} ${profile.padEnd(nameWidth)}  ${bar}  ${must}  ${painter.dim(should)}`.trimEnd();
  });
}

function passLines(result: CheckResult, { painter, width, catalogue: { words } }: Look): readonly string[] {
  const nameWidth = Math.max(...result.profiles.map(({ profile }) => profile.length), 0);
  return result.profiles.flatMap(({ profile }) => {
    const ids = result.cases
      .filter((one) => one.profile === profile && one.verdict === "pass" && !one.isFlaky)
      .map(({ id }) => id);
    if (ids.length === 0) return [];
    const head = `${profile.padEnd(nameWidth)}  ${String(ids.length).padStart(2)} ${words.passed}: `;
    return [`${painter.green("✓")} ${head}${painter.dim(fitList(ids, width - head.length - 2))}`];
  });
}

/** Cases that were not tried, by reason: one reason often stands for many. */
function reasonLines(result: CheckResult, verdict: "skip" | "error", look: Look): readonly string[] {
  const { painter, width, catalogue, phrases } = look;
  const cases = result.cases.filter((one) => one.verdict === verdict);
  const byReason = Map.groupBy(cases, (one) => sentenceOf(one, catalogue) ?? "");
  const mark = verdict === "skip" ? painter.yellow("−") : painter.red("!");
  const lines = [...byReason].flatMap(([reason, those]) => [
    ...wrap(`${catalogue.words[verdict]}: ${those.map(({ id }) => id).join(", ")}`, width - 2).map(
      (line, index) => (index === 0 ? `${mark} ${line}` : `  ${line}`),
    ),
    ...wrap(reason, width - 4).map((line) => painter.dim(`    ${line}`)),
  ]);
  const remark = verdict === "error" && lines.length > 0 ? wrap(phrases.judgeFailed, width - 4) : [];
  return [...lines, ...remark.map((line) => painter.dim(`    ${line}`))];
}

function factLines(title: string, rows: readonly FactRow[], { painter, width }: Look): readonly string[] {
  if (rows.length === 0) return [];
  const labelWidth = Math.min(Math.max(...rows.map(([label]) => label.length)), Math.floor(width / 2));
  const indent = " ".repeat(labelWidth + 4);
  return [
    painter.bold(title),
    ...rows.flatMap(([label, value]) => {
      const [first = "", ...rest] = wrap(value, width - indent.length);
      const head = painter.dim(label.padEnd(labelWidth));
      const lines = label.length > labelWidth ? [`  ${head}`, indent + first] : [`  ${head}  ${first}`];
      return [...lines, ...rest.map((line) => indent + line)];
    }),
  ];
}

function processLines(result: CheckResult, look: Look): readonly string[] {
  if (result.process === undefined) return [];
  const { painter, catalogue, width, language } = look;
  const { stderr } = result.process;
  const lines = factLines(catalogue.words.process, processRows(result.process, catalogue, language), look);
  if (stderr === undefined || stderr.trim() === "") return lines;
  return [
    ...lines,
    `  ${painter.dim(catalogue.words.stderr)}`,
    ...barredLines(stderr.trimEnd(), width, painter),
  ];
}
