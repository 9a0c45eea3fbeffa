/** What was observed and what the server's process did → labelled values. Judges nothing. */

import type { Language } from "../../language.ts";
import { formatHostPort } from "../../text/host-port.ts";
import { visibleLine } from "../../text/visible.ts";
import type { CheckResult, Observations, ProcessFacts } from "../result.ts";
import { CODE_LANGUAGE_NAMES } from "../texts/code-language.ts";
import { numberText } from "../texts/number.ts";
import { PHRASES } from "../texts/phrases.ts";
import type { Texts } from "../texts/texts.ts";

export type FactRow = readonly [label: string, value: string];

export function observationRows(
  seen: Observations,
  { words }: Texts,
  language: Language,
): readonly FactRow[] {
  const milliseconds = (value: number | undefined) =>
    value === undefined ? undefined : millisecondsText(value, language);
  const yesNo = (value: boolean | undefined) => value && words.yes;
  const rows: readonly (readonly [string, string | false | undefined])[] = [
    [words.listensOn, seen.listensOn?.join(", ") || undefined],
    [words.normalReply, seen.normalReply],
    [words.replyToQuit, seen.replyToQuit],
    [words.replyToHello, seen.replyToHello],
    [words.servesTimeWithSuffix, yesNo(seen.servesTimeWithSuffix)],
    [words.servesTimeWithBlank, yesNo(seen.servesTimeWithBlank)],
    [words.zoneOffset, seen.zoneOffsetMinutes === undefined ? undefined : zoneText(seen.zoneOffsetMinutes)],
    [words.medianReply, milliseconds(seen.medianReplyMs)],
    [words.worstReply, milliseconds(seen.worstReplyMs)],
    [words.restartsAtOnce, yesNo(seen.restartsAtOnce)],
  ];
  return rows.flatMap(([label, value]) => {
    if (value === undefined) return [];
    return [[label, value === false ? words.no : visibleLine(value) || words.nothing] as const];
  });
}

export function processRows(facts: ProcessFacts, { words }: Texts, language: Language): readonly FactRow[] {
  const phrases = PHRASES[language];
  const { exit } = facts;
  const how = exit && (exit.signal ?? `exit ${exit.code}`);
  return [
    [phrases.command, visibleLine(facts.command.join(" "))],
    ...(facts.language === undefined
      ? []
      : [[phrases.codeLanguage, CODE_LANGUAGE_NAMES[facts.language]] as const]),
    // A server that ended between two looks was not seen.
    ...(facts.cpuSeconds === 0
      ? []
      : [[words.cpu, `${numberText(language, facts.cpuSeconds, 2)} ${phrases.seconds}`] as const]),
    [words.memory, `${numberText(language, facts.peakMemoryKib / 1024, 1)} MiB`],
    [words.threads, numberText(language, facts.peakThreads)],
    ...(facts.isInBackground ? [[words.inBackground, words.yes] as const] : []),
    ...(how === undefined || exit === undefined
      ? []
      : [[words.exited, visibleLine(`${exit.afterCase} (${how})`)] as const]),
    ...(facts.restartedAfter === undefined
      ? []
      : [[words.restarted, facts.restartedAfter.join(", ")] as const]),
  ];
}

/** `127.0.0.1:45000`, `[::1]:45000` */
export function targetText({ host, port }: CheckResult["target"]): string {
  return visibleLine(formatHostPort(host, port));
}

/** `14.2 s`, `14,2 detik` */
export function secondsText(seconds: number, language: Language): string {
  return `${numberText(language, seconds, 1)} ${PHRASES[language].seconds}`;
}

/** `67.74 %`, `67,74 %` */
export function gradeText(grade: number, language: Language): string {
  return `${numberText(language, gradePoints(grade))} %`;
}

/**
 * Rounded to the nearest hundredth, a half up, as grade books do it; but all points are only for what passes everything.
 * @param grade 0 to 1
 * @param most what all points are
 */
export function gradePoints(grade: number, most = 100): number {
  // 0.28125 × 10,000 may be a little less than 2812.5.
  const points = Math.round(grade * most * 100 + 1e-6) / 100;
  return grade < 1 ? Math.min(points, Math.round(most * 100 - 1) / 100) : points;
}

function zoneText(minutes: number): string {
  const sign = minutes < 0 ? "−" : "+";
  const absolute = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, "0");
  return `UTC${sign}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
}

function millisecondsText(milliseconds: number, language: Language): string {
  return `${numberText(language, milliseconds, milliseconds < 10 ? 1 : 0)} ms`;
}
