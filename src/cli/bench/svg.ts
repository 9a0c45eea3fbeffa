/** A result → one SVG file: latency by percentile above, rate over time below; of many steps, latency by rate. */
import { percentileMs, toHistogram } from "../../bench/histogram.ts";
import { isResolved } from "../../bench/percentiles.ts";
import type { Latency, StepReport } from "../../bench/report.ts";
import type { TallyData } from "../../bench/tally.ts";
import type { Point } from "../../bench/timeline.ts";
import { escapeText } from "../../client/index.ts";
import { formatCount, formatMs, formatShort } from "./numbers.ts";
import { drawPlot, HEIGHT, linearTicks, logTicks, type Plot, type Series, WIDTH } from "./plot.ts";
import type { BenchResult } from "./result.ts";
import type { Step } from "./steps.ts";

const BLUE = "#2563eb";
const AMBER = "#d97706";
const TEAL = "#0d9488";
const MARKS = [0, 50, 90, 99, 99.9, 99.99, 99.999, 99.9999];

/** Empty where nothing was measured. */
export function formatSvg(result: BenchResult, steps: readonly Step[]): string {
  const chosen = result.findMax?.step ?? steps.length - 1;
  const step = steps[chosen];
  if (step === undefined) return "";
  const server = escapeText(
    result.target.command?.join(" ") ?? `${result.target.host}:${result.target.port}`,
  );
  const shape = `${server} · ${formatCount(result.load.connections)} connections × ${result.load.pipeline}`;
  const plots = [percentilePlot(step, shape), steps.length > 1 ? ratesPlot(result) : timePlot(step.report)];
  const height = plots.length * HEIGHT;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="ui-sans-serif, system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#ffffff"/>
${plots.map((plot, index) => drawPlot(plot, index * HEIGHT)).join("\n")}
</svg>
`;
}

function percentilePlot({ record, report }: Step, shape: string): Plot {
  const open = report.pace === "open";
  const curves = [
    { name: open ? "since due" : "latency", color: BLUE, data: record.latency, latency: report.latency },
    { name: "since sent (uncorrected)", color: AMBER, data: record.uncorrected, latency: report.uncorrected },
  ].filter(({ latency }) => latency !== null);
  const values = curves.map(({ data, latency }) => percentileCurve(data, latency));
  const all = values.flat().map(([, ms]) => ms);
  const y = logTicks(Math.min(...all), Math.max(...all), formatTick);
  const end = Math.max(1, ...values.flat().map(([at]) => at));
  const series: readonly Series[] = curves.map(({ name, color }, index) => ({
    name,
    color,
    isFilled: index === 0,
    points: (values[index] ?? []).map(([at, ms]) => [at / end, y.at(ms)]),
  }));
  const marks = MARKS.filter((mark) => nines(mark) <= end);
  return {
    title: "Latency by percentile",
    note: `${shape} · ${formatCount(report.repliesPerSecond)} replies/s · ${report.verdict.label.replace("-", " ")}`,
    xTicks: marks.map((mark) => ({ at: nines(mark) / end, label: mark === 0 ? "0" : `p${mark}` })),
    yTicks: y.ticks,
    series,
  };
}

/** How many nines: p90 is 1, p99 is 2. */
function nines(percentile: number): number {
  return -Math.log10(1 - percentile / 100);
}

/** As far as the number of timings resolves it. */
function percentileCurve(data: TallyData, latency: Latency | null): readonly (readonly [number, number])[] {
  const histogram = toHistogram(data);
  const points: (readonly [number, number])[] = [];
  for (let at = 0; at <= 6; at += 0.02) {
    const percentile = 100 * (1 - 10 ** -at);
    if (at > 0 && !isResolved(percentile, latency?.timings ?? 0)) break;
    points.push([at, Math.max(1e-5, percentileMs(histogram, percentile, data.maxNs))]);
  }
  return points;
}

function timePlot({ timeline, elapsedSeconds, repliesPerSecond }: StepReport): Plot {
  const y = linearTicks(Math.max(1, ...timeline.map((point) => point.repliesPerSecond)), formatShort);
  const end = Math.max(elapsedSeconds, 0.001);
  const x = linearTicks(end, (seconds) => `${Number(seconds.toPrecision(3))} s`);
  const points = timeline.map(
    (point: Point) => [point.atSeconds / end, point.repliesPerSecond / y.top] as const,
  );
  const first = points[0];
  const last = points.at(-1);
  return {
    title: "Replies a second over time",
    note: `${formatCount(repliesPerSecond)}/s on the whole`,
    xTicks: x.ticks
      .map(({ at, label }) => ({ at: (at * x.top) / end, label }))
      .filter(({ at }) => at <= 1.001),
    yTicks: y.ticks,
    series: [
      {
        name: "replies a second",
        color: TEAL,
        isFilled: true,
        // Drawn from edge to edge of the measured time, which the middles of the slices do not reach.
        points: first === undefined || last === undefined ? [] : [[0, first[1]], ...points, [1, last[1]]],
      },
    ],
  };
}

/** Of every rate that was tried the last trial, in order of the rate. */
function ratesPlot({ steps, findMax }: BenchResult): Plot {
  const last = new Map(
    steps.flatMap(({ schedule, latency }) =>
      schedule === null || latency === null ? [] : [[schedule.rate, latency] as const],
    ),
  );
  const tried = [...last]
    .map(([rate, latency]) => ({ rate, latency }))
    .toSorted((one, other) => one.rate - other.rate);
  const curve = (percentile: number) =>
    tried.flatMap(({ rate, latency }) => {
      const ms = latency.percentiles.find((each) => each.percentile === percentile)?.ms;
      return ms === undefined || ms === null ? [] : [[rate, ms] as const];
    });
  const curves = [
    { name: "p50", color: TEAL, values: curve(50) },
    { name: "p99", color: BLUE, values: curve(99) },
  ];
  const all = curves.flatMap(({ values }) => values.map(([, ms]) => ms));
  const y = logTicks(Math.min(...all), Math.max(...all), formatTick);
  const x = linearTicks(Math.max(1, ...tried.map(({ rate }) => rate)), (rate) => `${formatShort(rate)}/s`);
  return {
    title: "Latency by rate",
    note: findMax === null ? "a ramp" : `the search for the highest rate that keeps ${findMax.promise}`,
    xTicks: x.ticks,
    yTicks: all.length === 0 ? [] : y.ticks,
    series: curves.map(({ name, color, values }) => ({
      name,
      color,
      isFilled: false,
      points: values.map(([rate, ms]) => [rate / x.top, y.at(ms)]),
    })),
  };
}

function formatTick(ms: number): string {
  return formatMs(ms)
    .replace(/(\.\d*?)0+ /, "$1 ")
    .replace(". ", " ");
}
