/** The picture → the lines of `jam top`. Pure: it is given the terminal's size. */
import { timeOfDay } from "../../clock/time-of-day.ts";
import type { Sample, SessionRow } from "../../monitor/facts/api.ts";
import type { Picture } from "../../monitor/facts/picture.ts";
import { type CloseReason, errorsOf, GOOD_ENDS, refusalsOf } from "../../server/counters.ts";
import { formatHostPort } from "../../text/host-port.ts";
import { formatCount } from "../../text/numbers.ts";
import type { Painter } from "../../text/painter.ts";
import { sparkline } from "../../text/sparkline.ts";
import { REASON_TEXT } from "../serve/log/terminal.ts";
import { clip, spread } from "./clip.ts";
import { faultText, formatClock, formatDuration } from "./words.ts";

export interface Screen {
  readonly columns: number;
  readonly rows: number;
  /** Not a terminal: no empty rows to fill it, and no keys. */
  readonly isPrinted?: true;
}

const FAULTS = 5;
/** From this width on there is room for the duration too: the end of a session must be whole. */
const WITH_DURATION = 96;
/** Below this width there is no room for a session's number. */
const WITH_SESSION = 72;
const SPARKS = 60;

/** @param isLost the server does not answer: the picture is the last one known */
export function formatFrame(
  picture: Picture,
  { columns, rows, isPrinted }: Screen,
  paint: Painter,
  isLost = false,
): readonly string[] {
  const head = [
    ...formatHead(picture, columns, paint, isLost, isPrinted ? "" : "q quits"),
    "",
    ...formatMeters(picture, columns, paint),
    "",
  ];
  const faults = formatFaults(picture, columns, paint);
  const room = Math.max(1, rows - head.length - faults.length - 2);
  const sessions = formatSessions(picture, room, columns, paint);
  const filler = Array.from({ length: isPrinted ? 0 : Math.max(0, room + 1 - sessions.length) }, () => "");
  return [...head, ...sessions, ...filler, "", ...faults].slice(0, rows).map((line) => clip(line, columns));
}

function formatHead(
  { status }: Picture,
  columns: number,
  paint: Painter,
  isLost: boolean,
  keys: string,
): readonly string[] {
  const up = formatDuration((status.now - status.startedAt) / 1000);
  const state = status.state === "serving" ? paint.green("● serving") : paint.yellow("● draining");
  return [
    spread(
      `${paint.bold(`jam ${status.version}`)}  ${paint.bold(paint.green(status.reply))}  ${paint.dim(status.zone)}`,
      `${isLost ? paint.red("● no answer") : state}  ${paint.dim(`up ${up}`)}`,
      columns,
    ),
    spread(
      `${paint.dim("port")} ${status.listening.port}  ${paint.dim("clock")} ${formatClock(status.clock, paint)}`,
      paint.dim(keys),
      columns,
    ),
  ];
}

function formatMeters({ status, samples }: Picture, columns: number, paint: Painter): readonly string[] {
  const { rates, counts, connections, threads } = status;
  const width = Math.max(0, Math.min(SPARKS, columns - 56));
  const meter = (name: string, now: string, values: readonly number[], sum: string, tone: Painter["dim"]) =>
    `${paint.dim(name.padEnd(10))}${paint.bold(now.padStart(12))}  ${tone(sparkline(values, width).padStart(width, "▁"))}  ${paint.dim(sum)}`;
  const of = (read: (sample: Sample) => number) => samples.map(read);
  const errors = errorsOf(counts);
  const refused = refusalsOf(counts);
  const dots = threads.map(({ thread, isAlive, restarts, open, requestsPerSecond }) => {
    const dot = isAlive ? paint.green("●") : paint.red("●");
    const again = restarts === 0 ? "" : paint.yellow(`, replaced ${restarts} ×`);
    return `${dot} ${thread}  ${formatCount(requestsPerSecond)}/s, ${formatCount(open)} open${again}`;
  });
  return [
    meter(
      "requests",
      `${formatCount(rates.requests)}/s`,
      of(({ requests }) => requests),
      `${formatCount(counts.requests)} total`,
      paint.cyan,
    ),
    meter(
      "errors",
      `${formatCount(rates.errors)}/s`,
      of((sample) => sample.errors),
      `${formatCount(errors)} total`,
      paint.yellow,
    ),
    meter(
      "sessions",
      formatCount(connections.open),
      of((sample) => sample.connections),
      `${formatCount(counts.opened)} total${refused === 0 ? "" : `, ${formatCount(refused)} refused`}, limit ${formatCount(connections.limit)}`,
      paint.green,
    ),
    `${paint.dim("threads".padEnd(12))}${dots.join("   ")}`,
  ];
}

function formatSessions(
  { sessions, status }: Picture,
  room: number,
  columns: number,
  paint: Painter,
): readonly string[] {
  const head = [
    columns >= WITH_SESSION ? "SESSION".padEnd(9) : "",
    "CLIENT".padEnd(23),
    "REQUESTS".padStart(9),
    "ERRORS".padStart(8),
    `  ${columns >= WITH_DURATION ? "DURATION".padEnd(13) : ""}STATE, OR ENDED BY`,
  ].join("");
  // Open sessions first, then ended ones, both in the order of --sort.
  const listed = [...sessions.rows].sort((left, right) => Number(isEnded(left)) - Number(isEnded(right)));
  const rows = listed.slice(0, room).map((row) => sessionLine(row, status.now, columns, paint));
  if (rows.length === 0)
    rows.push(
      paint.dim(`No session yet. Try: printf 'TIME\\r\\nQUIT\\r\\n' | nc 127.0.0.1 ${status.listening.port}`),
    );
  const left = sessions.matching - rows.length;
  if (left > 0 && sessions.rows.length > 0)
    rows.splice(-1, 1, paint.dim(`… and ${formatCount(left + 1)} more`));
  return [paint.dim(head), ...rows];
}

function isEnded({ state }: SessionRow): boolean {
  return state === "ended";
}

function sessionLine(row: SessionRow, now: number, columns: number, paint: Painter): string {
  const tone =
    { open: paint.green, stalled: paint.red, closing: paint.yellow, ended: paint.dim }[row.state] ??
    paint.dim;
  const errors = String(row.errors).padStart(8);
  return [
    columns >= WITH_SESSION ? row.session.padEnd(9) : "",
    `${formatHostPort(row.address, row.port).padEnd(22)} `,
    formatCount(row.requests).padStart(9),
    row.errors > 0 ? paint.yellow(errors) : paint.dim(errors),
    `  ${columns >= WITH_DURATION ? formatDuration(((row.endedAt ?? now) - row.openedAt) / 1000).padEnd(13) : ""}`,
    row.reason === undefined ? tone(row.state) : endText(row.reason, row.isInLine, paint),
  ].join("");
}

function endText(reason: CloseReason, isInLine: boolean, paint: Painter): string {
  if (isInLine) return paint.yellow("no line end");
  return GOOD_ENDS.includes(reason)
    ? paint.dim(REASON_TEXT[reason])
    : paint.yellow(REASON_TEXT[reason] ?? reason);
}

function formatFaults(
  { faults, faultsDropped, status }: Picture,
  columns: number,
  paint: Painter,
): readonly string[] {
  const more =
    faultsDropped === 0 ? "" : `  (${formatCount(faultsDropped)} more were counted but not listed)`;
  const head = paint.dim(`${"FAULTS".padEnd(10)}${more}`.trimEnd());
  if (faults.length === 0) return [head, paint.dim("none")];
  const lines = faults.slice(0, FAULTS).map((fault) => {
    const time = timeOfDay(status.offsets ?? [], fault.at);
    return `${paint.dim(time)}  ${formatHostPort(fault.address, fault.port).padEnd(23)} ${columns >= WITH_SESSION ? paint.dim(fault.session.padEnd(9)) : ""}${paint.yellow(faultText(fault.kind))}`;
  });
  return [head, ...lines];
}
