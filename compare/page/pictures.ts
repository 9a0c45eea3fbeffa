/** The pictures of a run, by file name. Pure. */
import { logAxis } from "../../src/plot/axes.ts";
import { drawPlot, HEIGHT, WIDTH } from "../../src/plot/plot.ts";
import { svgDocument } from "../../src/plot/svg.ts";
import type { Curve, Point, Run } from "../record.ts";

/** Distinguishable for the colour-blind too (Okabe and Ito). */
const COLORS = ["#d55e00", "#000000", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"] as const;

const FIGURES = {
  microsPerRequest: { name: "processor", title: "CPU time per request", unit: "µs" },
  residentMib: { name: "memory", title: "Memory of the process", unit: "MiB" },
} as const;

const AXES = {
  byConnections: { name: "by-connections", title: "by connections, one request at a time on each" },
  byPipelining: { name: "by-pipelining", title: "by pipelined requests, on each of 50 connections" },
} as const;

export function pictures(run: Run): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (["byConnections", "byPipelining"] as const).flatMap((axis) => {
      const curve = run[axis];
      if (curve === undefined) return [];
      return (["microsPerRequest", "residentMib"] as const).map((figure) => [
        `${FIGURES[figure].name}-${AXES[axis].name}.svg`,
        draw(run.peers, curve, figure, AXES[axis].title),
      ]);
    }),
  );
}

function draw(peers: Run["peers"], curve: Curve, figure: Exclude<keyof Point, "x">, axis: string): string {
  const { title, unit } = FIGURES[figure];
  const all = Object.values(curve).flat();
  const number = (value: number) => value.toLocaleString("en-US");
  const x = logAxis(
    all.map((point) => point.x),
    number,
  );
  const y = logAxis(
    all.map((point) => point[figure]),
    (value) => `${number(value)} ${unit}`,
  );
  const series = peers.flatMap((peer, index) => {
    const points = curve[peer.name]?.filter((point) => point[figure] > 0);
    if (points === undefined) return [];
    return [
      {
        name: peer.title,
        color: COLORS[index % COLORS.length] ?? COLORS[0],
        shape: "points" as const,
        points: points.map((point) => [x.at(point.x), y.at(point[figure])] as const),
      },
    ];
  });
  const plot = { title, note: axis, xTicks: x.ticks, yTicks: y.ticks, series, legend: "beside" } as const;
  return svgDocument(WIDTH, HEIGHT, `${title} ${axis}`, drawPlot(plot, 0));
}
