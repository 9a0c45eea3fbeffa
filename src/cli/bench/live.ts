/** What is seen while it runs, on stderr: one line that is written over on a terminal, a line a second without. */
import { faultTotal } from "../../bench/faults.ts";
import type { LoopPlan } from "../../bench/plan.ts";
import type { BenchRecord } from "../../bench/record.ts";
import type { Point } from "../../bench/timeline.ts";
import { painterFor } from "../terminal/color.ts";
import { writeErr } from "../terminal/stderr.ts";
import { formatCount, formatMs } from "./numbers.ts";
import { sparkline } from "./sparkline.ts";

const CLEAR_LINE = "\r\u001b[K";
const SPARKS = 24;
/** Slices a line where lines stay. */
const SLICES_A_LINE = 4;

export interface Live {
  begin(pace: LoopPlan, title: string): void;
  point(point: Point, sofar: BenchRecord): void;
  /** A line that stays. */
  tell(line: string): void;
  end(): void;
}

export const silentLive: Live = { begin() {}, point() {}, tell() {}, end() {} };

export function startLive(): Live {
  const isTerminal = process.stderr.isTTY === true;
  const paint = painterFor(process.stderr);
  let head = "";
  let rates: number[] = [];
  const write = (text: string) => process.stderr.write(text);

  function line(point: Point, errors: number): string {
    const parts = [
      `${point.atSeconds.toFixed(0).padStart(4)} s`,
      `${formatCount(point.repliesPerSecond).padStart(11)}/s`,
      `p50 ${show(point.p50Ms)}`,
      `p99 ${show(point.p99Ms)}`,
      errors === 0 ? paint.dim("errors 0") : paint.red(`errors ${formatCount(errors)}`),
    ];
    return head + parts.join("  ");
  }

  return {
    begin(pace, title) {
      rates = [];
      const rate = pace.kind === "open" ? `at ${formatCount(pace.rate)}/s` : "";
      const words = [title, rate].filter((word) => word !== "").join(", ");
      head = words === "" ? "" : `${paint.bold(words)}  `;
    },
    point(point, sofar) {
      rates.push(point.repliesPerSecond);
      const text = line(point, faultTotal(sofar.faults));
      if (isTerminal) write(`${CLEAR_LINE}${text}  ${paint.cyan(sparkline(rates, SPARKS))}`);
      else if (rates.length % SLICES_A_LINE === 0) writeErr(text);
    },
    tell(words) {
      if (isTerminal) write(CLEAR_LINE);
      writeErr(words);
    },
    end() {
      if (isTerminal) write(CLEAR_LINE);
    },
  };
}

function show(ms: number | null): string {
  return (ms === null ? "–" : formatMs(ms)).padEnd(8);
}
