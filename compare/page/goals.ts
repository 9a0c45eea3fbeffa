/** The goals, what was measured, and whether it is enough. Pure. */
import type { Run } from "../record.ts";
import { ALONE, ROWS } from "../rows.ts";
import { type Estimate, estimate } from "../statistics.ts";
import { formatEstimate, significant } from "./numbers.ts";
import { ratio, ratioFor } from "./ratios.ts";

/**
 * `met`: all of the interval reaches the goal; `reached`: its better end does, which counts as met; `unclear`: so it
 * does, but the interval is so wide that it says nothing.
 */
export type Verdict = "met" | "reached" | "missed" | "unclear" | "not judged";

export interface GoalLine {
  readonly work: string;
  readonly goal: string;
  readonly measured: string;
  readonly verdict: Verdict;
}

interface Bound {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** High over low of an interval that still says something. */
const WIDEST = 1.5;

/** An interval reaches a bound with either end, and meets it with both. */
export function judge({ interval }: Estimate, { atLeast, atMost }: Bound): Verdict {
  if (interval === undefined) return "not judged";
  const ends = interval.map(
    (end) => (atLeast === undefined || end >= atLeast) && (atMost === undefined || end <= atMost),
  );
  if (ends.every(Boolean)) return "met";
  if (!ends.some(Boolean)) return "missed";
  const [low, high] = interval;
  return low <= 0 || high / low > WIDEST ? "unclear" : "reached";
}

/** The first reply of a second may come this late, in milliseconds. */
const EDGE_MS = 2;

export function goalLines(run: Run): readonly GoalLine[] {
  const lines = [
    ...ratioLines(run),
    ...tailLines(run),
    ...valueLines(run),
    ...edgeLines(run),
    ...watchedLines(run),
  ];
  return run.isShort ? lines.map((line) => ({ ...line, verdict: "not judged" })) : lines;
}

function ratioLines({ one }: Run): readonly GoalLine[] {
  if (one === undefined) return [];
  return ROWS.flatMap((row) =>
    row.goals.flatMap((goal) => {
      const found = ratioFor(one, row, goal);
      if (found === undefined) return [];
      return [
        {
          work: row.title,
          goal: `≥ ${goal.atLeast} × ${found.against}`,
          measured: formatEstimate(found.ratio),
          verdict: judge(found.ratio, goal),
        },
      ];
    }),
  );
}

function tailLines({ tail }: Run): readonly GoalLine[] {
  if (tail?.grid["half"]?.["redis"] === undefined) return [];
  const found = ratio(tail.grid, "half", { row: "half", name: "redis" }, "p99Us");
  return [
    {
      work: `p99 at ${significant(tail.rate / 1000)} k a second, open loop`,
      goal: "≤ 1 × Redis's",
      measured: formatEstimate(found),
      verdict: judge(found, { atMost: 1 }),
    },
  ];
}

function valueLines(run: Run): readonly GoalLine[] {
  const rows = [
    { work: "a silent connection", unit: "KiB", atMost: 0.9, values: run.silentKib?.["jam"] },
    { work: "memory at rest, 2 threads", unit: "MiB", atMost: 64, values: run.restMib?.["jam"] },
    { work: "start to the first reply", unit: "ms", atMost: 60, values: run.startMs?.["jam"] },
  ];
  return rows.flatMap(({ work, unit, atMost, values }) => {
    if (values === undefined || values.length === 0) return [];
    const found = estimate(values);
    return [
      {
        work,
        goal: `≤ ${atMost} ${unit}`,
        measured: `${formatEstimate(found)} ${unit}`,
        verdict: judge(found, { atMost }),
      },
    ];
  });
}

/** With the page open no more than a twentieth of the throughput may go. */
const WATCHED = 0.95;

function watchedLines({ watched = {} }: Run): readonly GoalLine[] {
  return Object.keys(watched).map((row) => {
    const found = ratio(watched, row, { row, name: ALONE }, "rate");
    return {
      work: `${row.replace("x", " × ")} with the page open`,
      goal: `≥ ${WATCHED} × with nobody looking`,
      measured: formatEstimate(found),
      verdict: judge(found, { atLeast: WATCHED }),
    };
  });
}

function edgeLines({ edges }: Run): readonly GoalLine[] {
  if (edges === undefined || edges.length === 0) return [];
  const within = edges.filter(({ firstUs }) => Math.abs(firstUs) <= EDGE_MS * 1000).length;
  const worst = Math.max(...edges.map(({ firstUs }) => Math.abs(firstUs))) / 1000;
  return [
    {
      work: `the second changes, ${edges.length} edges under full load`,
      goal: `within ${EDGE_MS} ms of the clock`,
      measured: `${within} of ${edges.length}, ${significant(worst)} ms at worst`,
      verdict: worst <= EDGE_MS ? "met" : "missed",
    },
  ];
}
