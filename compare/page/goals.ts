/** The goals, what was measured, and whether it meets them. Pure. */
import type { Run } from "../record.ts";
import { ROWS, UNWATCHED } from "../rows.ts";
import { estimate } from "../statistics.ts";
import { type GoalLine, judge } from "./judge.ts";
import { formatEstimate, significant } from "./numbers.ts";
import { otherJamLines } from "./other-jams.ts";
import { ratio, ratioFor } from "./ratios.ts";

/** The first reply of a new second may come this much after the clock's edge. */
const EDGE_MS = 2;

export function goalLines(run: Run): readonly GoalLine[] {
  const lines = [
    ...ratioLines(run),
    ...tailLines(run),
    ...valueLines(run),
    ...edgeLines(run),
    ...watchedLines(run),
    ...otherJamLines(run),
  ];
  return run.isShort ? lines.map((line) => ({ ...line, verdict: "not judged" })) : lines;
}

function ratioLines({ one, peers }: Run): readonly GoalLine[] {
  if (one === undefined) return [];
  return ROWS.flatMap((row) =>
    row.goals.flatMap((goal) => {
      const found = ratioFor(peers, one, row, goal.against);
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
      work: `p99 at ${significant(tail.rate / 1000)} k requests per second, open loop`,
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

/** An open monitor page may cost 5 % of the throughput. */
const WATCHED = 0.95;

function watchedLines({ watched = {} }: Run): readonly GoalLine[] {
  return Object.keys(watched).map((row) => {
    const found = ratio(watched, row, { row, name: UNWATCHED }, "rate");
    return {
      work: `${row.replace("x", " × ")} with an open monitor page`,
      goal: `≥ ${WATCHED} × without a monitor`,
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
      work: `new second, ${edges.length} edges under full load`,
      goal: `within ${EDGE_MS} ms of the clock's edge`,
      measured: `${within} of ${edges.length}, ${significant(worst)} ms at worst`,
      verdict: worst <= EDGE_MS ? "met" : "missed",
    },
  ];
}
