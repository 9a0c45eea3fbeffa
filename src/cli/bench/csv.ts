/** The time series of a result as CSV (RFC 4180): one line per slice, figures without units, unknown ones empty. */
import type { BenchResult } from "./result.ts";

const HEAD = [
  "step",
  "scheduled_per_second",
  "seconds",
  "replies_per_second",
  "p50_ms",
  "p99_ms",
  "errors",
] as const;

export function formatCsv({ steps }: BenchResult): string {
  const rows = steps.flatMap(({ schedule, timeline }, step) =>
    timeline.map(({ atSeconds, repliesPerSecond, p50Ms, p99Ms, errors }) => {
      const figures = [repliesPerSecond, p50Ms, p99Ms].map(rounded);
      return [step + 1, schedule?.rate ?? "", atSeconds, ...figures, errors].join(",");
    }),
  );
  return `${[HEAD.join(","), ...rows].join("\r\n")}\r\n`;
}

function rounded(value: number | null): string {
  return value === null ? "" : String(Number(value.toPrecision(6)));
}
