/** Measurements → one SVG file: how the bounds became narrower, and over several measurements the offsets. */
import { escapeText } from "../../client/index.ts";
import { linearAxis, logAxis, spanAxis } from "../../plot/axes.ts";
import { drawPlot, HEIGHT, type Plot, WIDTH } from "../../plot/plot.ts";
import { svgDocument } from "../../plot/svg.ts";
import { formatEdge } from "../../text/numbers.ts";
import type { OffsetReport } from "./report.ts";

/** Each has a contrast of 3 or more with a white page and with a dark one. */
const COLORS = ["#2563eb", "#d97706", "#0d9488", "#9333ea", "#dc2626", "#64748b"];

/** @param reports of one measurement, or of several in their order */
export function formatSvg(reports: readonly OffsetReport[]): string {
  const [first] = reports;
  if (first === undefined) return "";
  const plots = [narrowingPlot(first), ...(reports.length > 1 ? [offsetPlot(reports)] : [])];
  const body = plots.map((plot, index) => drawPlot(plot, index * HEIGHT)).join("\n");
  const names = first.servers.map(({ name }) => escapeText(name)).join(", ");
  return svgDocument(WIDTH, plots.length * HEIGHT, `jam offset ${names}`, body);
}

const colorOf = (index: number) => COLORS[index % COLORS.length] ?? "#2563eb";
const legendOf = (count: number) => (count > 3 ? "beside" : "above");

/** A width stays until a reply narrows it, so the lines are steps. */
function narrowingPlot({ servers }: OffsetReport): Plot {
  const curves = servers.map(({ result }) => (result?.narrowing ?? []).filter(({ widthMs }) => widthMs > 0));
  const all = curves.flat();
  const x = linearAxis(Math.max(1, ...all.map(({ atMs }) => atMs / 1000)), (seconds) => `${seconds} s`);
  const y = logAxis(
    all.map(({ widthMs }) => widthMs),
    formatEdge,
  );
  return {
    title: "Width of the interval",
    note: "in which the offset is, after each reply",
    xTicks: x.ticks,
    yTicks: y.ticks,
    series: servers.map(({ name }, index) => ({
      name: escapeText(name),
      color: colorOf(index),
      shape: servers.length > 1 ? "line" : "area",
      points: (curves[index] ?? []).flatMap(({ atMs, widthMs }, at, curve) => {
        const before = curve[at - 1]?.widthMs ?? widthMs;
        const place = x.at(atMs / 1000);
        return [[place, y.at(before)] as const, [place, y.at(widthMs)] as const];
      }),
    })),
    legend: legendOf(servers.length),
  };
}

/** Two lines for each server: the offset is between them. */
function offsetPlot(reports: readonly OffsetReport[]): Plot {
  const servers = reports[0]?.servers ?? [];
  const curves = servers.map((_, index) =>
    reports.flatMap(({ servers: measured }) => {
      const { range, result } = measured[index] ?? {};
      return range === undefined || result === undefined ? [] : [{ ...range, atMs: result.monotonicMs }];
    }),
  );
  const all = curves.flat();
  const fromMs = Math.min(...all.map(({ atMs }) => atMs));
  const seconds = (atMs: number) => (atMs - fromMs) / 1000;
  const x = linearAxis(
    Math.max(1, ...all.map(({ atMs }) => seconds(atMs))),
    (value) => `${value} s`,
    "exact",
  );
  const y = spanAxis(
    Math.min(...all.map(({ lowMs }) => lowMs)),
    Math.max(...all.map(({ highMs }) => highMs)),
    (value) => `${value} ms`,
  );
  return {
    title: "Offset over time",
    note: "the lowest and the highest that each measurement allows",
    xTicks: all.length === 0 ? [] : x.ticks,
    yTicks: all.length === 0 ? [] : y.ticks,
    series: curves.flatMap((curve, index) =>
      (["highMs", "lowMs"] as const).map((edge) => ({
        name: `${escapeText(servers[index]?.name ?? "")} ${edge === "highMs" ? "highest" : "lowest"}`,
        color: colorOf(index),
        shape: "points" as const,
        points: curve.map((range) => [x.at(seconds(range.atMs)), y.at(range[edge])] as const),
      })),
    ),
    legend: legendOf(servers.length * 2),
  };
}
