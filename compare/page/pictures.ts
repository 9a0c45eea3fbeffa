/** Which pictures a run gives, by file name. Pure. */

import { PEERS } from "../peers/registry.ts";
import type { Curve, Point, Run } from "../record.ts";
import { drawPlot } from "./plot.ts";

const FIGURES = {
  microsPerRequest: { name: "processor", title: "Processor time of a request", unit: "µs" },
  residentMib: { name: "memory", title: "Memory of the process", unit: "MiB" },
} as const;

const AXES = {
  byConnections: { name: "by-connections", title: "connections, one request at a time" },
  byPipelining: { name: "by-pipelining", title: "requests at once, on 50 connections" },
} as const;

export function pictures(run: Run): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (["byConnections", "byPipelining"] as const).flatMap((axis) => {
      const curve = run[axis];
      if (curve === undefined) return [];
      return (["microsPerRequest", "residentMib"] as const).map((figure) => [
        `${FIGURES[figure].name}-${AXES[axis].name}.svg`,
        drawPlot({
          title: `${FIGURES[figure].title} (${FIGURES[figure].unit})`,
          xTitle: AXES[axis].title,
          yTitle: FIGURES[figure].unit,
          lines: linesOf(curve, figure),
        }),
      ]);
    }),
  );
}

function linesOf(curve: Curve, figure: Exclude<keyof Point, "x">) {
  return PEERS.flatMap(({ name, title }) => {
    const points = curve[name];
    return points === undefined
      ? []
      : [{ title, points: points.map((point) => [point.x, point[figure]] as const) }];
  });
}
