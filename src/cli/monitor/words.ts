/** Values of the monitor's API → text, the same in `jam status` and `jam top`. */
import type { ClockStatus } from "../../clock/trust.ts";
import type { FaultKind } from "../../monitor/facts/api.ts";
import type { CloseReason } from "../../server/counters.ts";
import { formatMs } from "../../text/numbers.ts";
import type { Painter } from "../../text/painter.ts";
import { REASON_TEXT } from "../serve/log/terminal.ts";

/** `8 s`, `2 min 05 s`, `3 h 12 min`, `4 d 3 h`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [days, hours, minutes] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600),
    Math.floor(whole / 60),
  ];
  const two = (value: number) => String(value).padStart(2, "0");
  if (days > 0) return `${days} d ${hours % 24} h`;
  if (hours > 0) return `${hours} h ${two(minutes % 60)} min`;
  return minutes > 0 ? `${minutes} min ${two(whole % 60)} s` : `${whole} s`;
}

export function formatClock(
  { status, estimatedErrorSeconds, maximumErrorSeconds }: ClockStatus,
  paint: Painter,
): string {
  const error = estimatedErrorSeconds ?? maximumErrorSeconds;
  const within = error === undefined ? "" : `, within ${formatMs(error * 1000)}`;
  if (status === "synchronised") return `${paint.green(status)}${within}`;
  return status === "unsynchronised" ? paint.red("not synchronised") : paint.dim(status);
}

type LineFault = Exclude<FaultKind, CloseReason>;

const LINE_TEXT = {
  unknown: "unknown request",
  "bare-lf": "bare LF instead of CR LF",
  telnet: "telnet commands in the line",
  "cr-nul": "CR NUL, as telnet sends it",
  "byte-order-mark": "byte-order mark before the request",
  "wide-characters": "UTF-16 or UTF-32 instead of UTF-8",
  "nul-bytes": "NUL bytes beside the request",
  "leading-bytes": "invisible bytes before the request",
  "literal-escapes": "\\r or \\n as letters",
  unfinished: "no line end, then the client closed",
} as const satisfies Record<LineFault, string>;

/** A kind that only a newer server knows is shown as it is. */
export function faultText(kind: FaultKind): string {
  return (kind in LINE_TEXT ? LINE_TEXT[kind as LineFault] : REASON_TEXT[kind as CloseReason]) ?? kind;
}
