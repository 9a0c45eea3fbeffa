/** Progress on stderr: on a terminal one line that is overwritten, otherwise a line per second. */
import { errorTotal } from "../../bench/errors.ts";
import type { LoopPlan } from "../../bench/plan.ts";
import type { BenchRecord } from "../../bench/record.ts";
import type { Point } from "../../bench/timeline.ts";
import { formatCount, formatMs } from "../../text/numbers.ts";
import { sparkline } from "../../text/sparkline.ts";
import { CLEAR_LINE } from "../terminal/clear-line.ts";
import { painterFor } from "../terminal/color.ts";
import { writeErr } from "../terminal/stderr.ts";

/** To the line's beginning, and cleared. */
const ANEW = `\r${CLEAR_LINE}`;
const SPARKS = 24;
/** Without a terminal: slices per line. */
const SLICES_PER_LINE = 4;

export interface Live {
  begin(loop: LoopPlan, title: string): void;
  point(point: Point, sofar: BenchRecord): void;
  /** Prints a line that is not overwritten. */
  print(line: string): void;
  end(): void;
}

export const silentLive: Live = { begin() {}, point() {}, print() {}, end() {} };

export function startLive(): Live {
  const isTerminal = process.stderr.isTTY === true;
  const paint = painterFor(process.stderr);
  let head = "";
  let rates: number[] = [];
  const write = (text: string) => process.stderr.write(text);

  function format(point: Point, errors: number): string {
    const parts = [
      `${point.atSeconds.toFixed(0).padStart(4)} s`,
      `${formatCount(point.repliesPerSecond).padStart(11)}/s`,
      `p50 ${show(point.p50Ms)}`,
      `p99 ${show(point.p99Ms)}`,
      errors === 0 ? paint.dim("errors 0") : paint.red(`errors ${formatCount(errors)}`),
    ];
    // A line that wraps could not be overwritten: a narrow terminal gets the figures only, and then fewer of them.
    const texts = [head + parts.join("  "), parts.join("  "), parts.toSpliced(2, 1).join("  ")];
    const fits = (text: string) => !isTerminal || Bun.stringWidth(text) < process.stderr.columns;
    return texts.find(fits) ?? `${parts[0]}  ${parts[1]}`;
  }

  return {
    begin(loop, title) {
      rates = [];
      const rate = loop.kind === "open" ? `at ${formatCount(loop.rate)}/s` : "";
      const text = [title, rate].filter((part) => part !== "").join(", ");
      head = text === "" ? "" : `${paint.bold(text)}  `;
    },
    point(point, sofar) {
      rates.push(point.repliesPerSecond);
      const text = format(point, errorTotal(sofar.errors));
      const room = process.stderr.columns - Bun.stringWidth(text) - 3;
      if (isTerminal) write(`${ANEW}${text}  ${paint.cyan(sparkline(rates, Math.min(room, SPARKS)))}`);
      else if (rates.length % SLICES_PER_LINE === 0) writeErr(text);
    },
    print(line) {
      if (isTerminal) write(ANEW);
      writeErr(line);
    },
    end() {
      if (isTerminal) write(ANEW);
    },
  };
}

function show(ms: number | null): string {
  return (ms === null ? "–" : formatMs(ms)).padEnd(8);
}
