/** A result → one SVG file: latency by percentile, and below it rate over time or, for many steps, latency by rate. */
import { percentileMs, toHistogram } from "../../bench/histogram.ts";
import { isResolved } from "../../bench/percentiles.ts";
import type { Latency, StepReport } from "../../bench/report.ts";
import type { TallyData } from "../../bench/tally.ts";
import { escapeText } from "../../client/index.ts";
import { linearAxis, logAxis } from "../../plot/axes.ts";
import { drawPlot, HEIGHT, type Plot, WIDTH } from "../../plot/plot.ts";
import { svgDocument } from "../../plot/svg.ts";
import { formatCount, formatEdge, formatShort } from "../../text/numbers.ts";
import type { BenchResult } from "./result.ts";
import type { Step } from "./steps.ts";

const BLUE = "#2563eb";
const AMBER = "#d97706";
const TEAL = "#0d9488";
const MARKS = [0, 50, 90, 99, 99.9, 99.99, 99.999, 99.9999];

/** Empty if nothing was measured. */
export function formatSvg(result: BenchResult, steps: readonly Step[]): string {
  const step = steps[result.findMax?.step ?? steps.length - 1];
  if (step === undefined) return "";
  const { target, load } = result;
  const server = escapeText(target.command?.join(" ") ?? `${target.host}:${target.port}`);
  const shape = `${server} · ${formatCount(load.connections)} connections × ${load.pipeline}`;
  const plots = [percentilePlot(step, shape), steps.length > 1 ? ratesPlot(result) : timePlot(step.report)];
  const body = plots.map((plot, index) => drawPlot(plot, index * HEIGHT)).join("\n");
  return svgDocument(WIDTH, plots.length * HEIGHT, `jam bench ${server}`, body);
}

function percentilePlot({ record, report }: Step, shape: string): Plot {
  const name = report.loop === "open" ? "from scheduled time" : "latency";
  const curves = [
    { name, color: BLUE, shape: "area", data: record.latency, latency: report.latency },
    {
      name: "from send (uncorrected)",
      color: AMBER,
      shape: "line",
      data: record.uncorrected,
      latency: report.uncorrected,
    },
  ] as const;
  const series = curves
    .filter(({ latency }) => latency !== null)
    .map((curve) => ({ ...curve, values: percentileCurve(curve.data, curve.latency) }));
  const all = series.flatMap(({ values }) => values);
  const y = logAxis(
    all.map(([, ms]) => ms),
    formatEdge,
  );
  const end = Math.max(1, ...all.map(([at]) => at));
  return {
    title: "Latency by percentile",
    note: `${shape} · ${formatCount(report.repliesPerSecond)} replies/s · ${report.verdict.label.replace("-", " ")}`,
    xTicks: MARKS.filter((mark) => nines(mark) <= end).map((mark) => ({
      at: nines(mark) / end,
      label: mark === 0 ? "0" : `p${mark}`,
    })),
    yTicks: y.ticks,
    series: series.map(({ values, ...curve }) => ({
      ...curve,
      points: values.map(([at, ms]) => [at / end, y.at(ms)] as const),
    })),
    legend: "above",
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
  const y = linearAxis(Math.max(1, ...timeline.map((point) => point.repliesPerSecond)), formatShort);
  const x = linearAxis(
    Math.max(elapsedSeconds, 0.001),
    (seconds) => `${Number(seconds.toPrecision(3))} s`,
    "exact",
  );
  const points = timeline.map((point) => [x.at(point.atSeconds), y.at(point.repliesPerSecond)] as const);
  const [first] = points;
  const last = points.at(-1);
  // A point is in the middle of its slice; the line reaches both edges of the measured time.
  const line =
    first === undefined || last === undefined
      ? []
      : [[0, first[1]] as const, ...points, [1, last[1]] as const];
  return {
    title: "Replies per second over time",
    note: `${formatCount(repliesPerSecond)}/s overall`,
    xTicks: x.ticks,
    yTicks: y.ticks,
    series: [{ name: "replies per second", color: TEAL, shape: "area", points: line }],
    legend: "above",
  };
}

/** The last trial of each rate, in order of the rate. */
function ratesPlot({ steps, findMax }: BenchResult): Plot {
  const last = new Map(
    steps.flatMap(({ schedule, latency }) =>
      schedule === null || latency === null ? [] : [[schedule.rate, latency] as const],
    ),
  );
  const tried = [...last].toSorted(([one], [other]) => one - other);
  const curve = (percentile: number) =>
    tried.flatMap(([rate, { percentiles }]) => {
      const ms = percentiles.find((each) => each.percentile === percentile)?.ms;
      return ms === undefined || ms === null ? [] : [[rate, ms] as const];
    });
  const curves = [
    { name: "p50", color: TEAL, values: curve(50) },
    { name: "p99", color: BLUE, values: curve(99) },
  ];
  const y = logAxis(
    curves.flatMap(({ values }) => values.map(([, ms]) => ms)),
    formatEdge,
  );
  const x = linearAxis(Math.max(1, ...tried.map(([rate]) => rate)), (rate) => `${formatShort(rate)}/s`);
  return {
    title: "Latency by rate",
    note: findMax === null ? "one point per step" : `search for the highest rate with ${findMax.expectation}`,
    xTicks: x.ticks,
    yTicks: y.ticks,
    series: curves.map(({ name, color, values }) => ({
      name,
      color,
      shape: "points",
      points: values.map(([rate, ms]) => [x.at(rate), y.at(ms)] as const),
    })),
    legend: "above",
  };
}
