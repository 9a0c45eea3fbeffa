/** What was observed and what the server's process did → labelled values. Judges nothing. */

import { formatHostPort } from "../../text/host-port.ts";
import { visibleLine } from "../../text/visible.ts";
import type { CheckResult, Observations, ProcessFacts } from "../result.ts";
import type { Phrases } from "../texts/phrases.ts";
import type { Texts } from "../texts/texts.ts";

export type FactRow = readonly [label: string, value: string];

export function observationRows(seen: Observations, { words }: Texts): readonly FactRow[] {
  const yesNo = (value: boolean | undefined) => value && words.yes;
  const rows: readonly (readonly [string, string | false | undefined])[] = [
    [words.listensOn, seen.listensOn?.join(", ") || undefined],
    [words.normalReply, seen.normalReply],
    [words.replyToQuit, seen.replyToQuit],
    [words.replyToHello, seen.replyToHello],
    [words.servesTimeWithSuffix, yesNo(seen.servesTimeWithSuffix)],
    [words.servesTimeWithBlank, yesNo(seen.servesTimeWithBlank)],
    [words.zoneOffset, seen.zoneOffsetMinutes === undefined ? undefined : zoneText(seen.zoneOffsetMinutes)],
    [words.medianReply, seen.medianReplyMs === undefined ? undefined : millisecondsText(seen.medianReplyMs)],
    [words.worstReply, seen.worstReplyMs === undefined ? undefined : millisecondsText(seen.worstReplyMs)],
    [words.restartsAtOnce, yesNo(seen.restartsAtOnce)],
  ];
  return rows.flatMap(([label, value]) => {
    if (value === undefined) return [];
    return [[label, value === false ? words.no : visibleLine(value) || words.nothing] as const];
  });
}

export function processRows(facts: ProcessFacts, { words }: Texts, phrases: Phrases): readonly FactRow[] {
  const { exit } = facts;
  const how = exit && (exit.signal ?? `exit ${exit.code}`);
  return [
    [phrases.command, visibleLine(facts.command.join(" "))],
    // A server that ended between two looks was not seen.
    ...(facts.cpuSeconds === 0
      ? []
      : [[words.cpu, `${facts.cpuSeconds.toFixed(2)} ${phrases.seconds}`] as const]),
    [words.memory, `${(facts.peakMemoryKib / 1024).toFixed(1)} MiB`],
    [words.threads, String(facts.peakThreads)],
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

/** Never rounded up: 100 % is what passes everything. */
export function gradeText(grade: number): string {
  return `${Math.floor(grade * 100 + 1e-9)} %`;
}

function zoneText(minutes: number): string {
  const sign = minutes < 0 ? "−" : "+";
  const absolute = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, "0");
  return `UTC${sign}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
}

function millisecondsText(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}
