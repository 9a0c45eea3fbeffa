/** This jam against another checkout (--jam), figure by figure, as lines of the table of goals. Pure. */
import type { Grid, Run, Values } from "../record.ts";
import { DRIFT, rowTitle } from "../rows.ts";
import { type Estimate, estimate, pairedRatios } from "../statistics.ts";
import { type GoalLine, judge } from "./judge.ts";
import { formatEstimate } from "./numbers.ts";
import { ratio } from "./ratios.ts";

export function otherJamLines(run: Run): readonly GoalLine[] {
  return run.peers
    .filter(({ role }) => role === "other-jam")
    .flatMap(({ name, title }) => {
      const line = (work: string, found: Estimate, goal: "high" | "low"): readonly GoalLine[] => {
        if (found.count === 0) return [];
        const bound = goal === "high" ? { atLeast: 1 - DRIFT } : { atMost: 1 + DRIFT };
        const text = goal === "high" ? `≥ ${bound.atLeast} × ${title}` : `≤ ${bound.atMost} × ${title}`;
        return [{ work, goal: text, measured: formatEstimate(found), verdict: judge(found, bound) }];
      };
      const rows = (grid: Grid | undefined, kind: string) =>
        Object.keys(grid ?? {}).flatMap((row) =>
          line(`${rowTitle(row)}${kind}`, ratio(grid ?? {}, row, { row, name }, "rate"), "high"),
        );
      const values = (work: string, found: Values | undefined) =>
        line(work, estimate(pairedRatios(found?.["jam"] ?? [], found?.[name] ?? [])), "low");
      return [
        ...rows(run.one, ""),
        ...rows(run.defaults, ", default settings"),
        ...line("p99", ratio(run.tail?.grid ?? {}, "half", { row: "half", name }, "p99Us"), "low"),
        ...values("a silent connection", run.silentKib),
        ...values("memory at rest, 2 threads", run.restMib),
        ...values("start to the first reply", run.startMs),
      ];
    });
}
