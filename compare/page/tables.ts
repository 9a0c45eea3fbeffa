/** Grids, values and curves as tables of Markdown. Pure. */
import { PEERS } from "../peers/registry.ts";
import type { Grid, Run, Values } from "../record.ts";
import { ROWS } from "../rows.ts";
import { estimate, estimateOfRatios, median } from "../statistics.ts";
import { formatEstimate, formatRate, significant, table } from "./numbers.ts";
import { figuresOf, ratioFor } from "./ratios.ts";

/** From here on a core counts as full. */
const FULL = 0.93;

const titleOf = (name: string) => PEERS.find((peer) => peer.name === name)?.title ?? name;

const rowTitle = (name: string) => ROWS.find((row) => row.name === name)?.title ?? name.replace("x", " × ");

function namesIn(grid: Grid): readonly string[] {
  const present = new Set(Object.values(grid).flatMap((row) => Object.keys(row)));
  return PEERS.map(({ name }) => name).filter((name) => present.has(name));
}

/** Replies a second, below it the processor time of one; `*` where the load's core was full and the server's not. */
export function gridTable(grid: Grid): string {
  const names = namesIn(grid);
  const rows = Object.entries(grid).map(([row, byServer]) => [
    rowTitle(row),
    ...names.map((name) => {
      const samples = byServer[name];
      if (samples === undefined) return "";
      const rates = figuresOf(samples, "rate");
      if (rates.length === 0) return "failed";
      const isLoadBound =
        median(figuresOf(samples, "loadCores")) >= FULL && median(figuresOf(samples, "serverCores")) < FULL;
      const micros = median(figuresOf(samples, "microsPerRequest"));
      return `${formatRate(median(rates))}${isLoadBound ? "\\*" : ""}<br>${significant(micros)} µs`;
    }),
  ]);
  return table(["connections × requests at once", ...names.map(titleOf)], rows);
}

export function ratioTable(grid: Grid): string {
  const rows = ROWS.flatMap((row) => {
    const cells = (["best", "floor", "pure"] as const).map((against) => {
      const found = ratioFor(grid, row, { against, atLeast: 0 });
      if (found === undefined || (against === "pure") !== row.mixed) return "";
      return `${formatEstimate(found.ratio)} ${found.against}`;
    });
    return cells.every((cell) => cell === "") ? [] : [[row.title, ...cells]];
  });
  return table(["jam over", "the best of Redis, memcached, Go", "the C loop", "itself"], rows);
}

/** Errors, and connections that got no reply. Empty where there were none. */
export function troubles(run: Run): readonly string[] {
  const grids = {
    pinned: run.one,
    defaults: run.defaults,
    threads: run.threads,
    "half rate": run.tail?.grid,
  };
  return Object.entries(grids).flatMap(([kind, grid]) =>
    Object.entries(grid ?? {}).flatMap(([row, byServer]) =>
      Object.entries(byServer).flatMap(([name, samples]) => {
        const sum = (figure: "errors" | "silent") =>
          figuresOf(samples, figure).reduce((total, count) => total + count, 0);
        const [errors, silent] = [sum("errors"), sum("silent")];
        if (errors + silent === 0) return [];
        return [
          `${kind}, ${rowTitle(row)}, ${titleOf(name)}: ${errors} errors, ${silent} connections without a reply`,
        ];
      }),
    ),
  );
}

export function threadsTable(grid: Grid): string {
  const rows = Object.entries(grid).map(([row, byThreads]) => [
    rowTitle(row),
    ...Object.values(byThreads).map((samples) => formatRate(median(figuresOf(samples, "rate")))),
  ]);
  const columns = Object.keys(Object.values(grid)[0] ?? {});
  return table(["jam, threads", ...columns], rows);
}

/** Times vary by factors, and none is below 0: their intervals are those of ratios. */
export function tailTable(grid: Grid): string {
  const rows = Object.entries(grid["half"] ?? {}).map(([name, samples]) => [
    titleOf(name),
    ...(["p50Us", "p99Us", "p999Us"] as const).map((figure) =>
      formatEstimate(estimateOfRatios(figuresOf(samples, figure))),
    ),
  ]);
  return table(["µs from when a request was due", "p50", "p99", "p99.9"], rows);
}

export function valuesTable(columns: Readonly<Record<string, Values | undefined>>): string {
  const present = Object.entries(columns).filter(([, values]) => values !== undefined);
  const names = PEERS.map(({ name }) => name).filter((name) =>
    present.some(([, values]) => values?.[name]?.length),
  );
  const rows = names.map((name) => [
    titleOf(name),
    ...present.map(([, values]) => (values?.[name]?.length ? formatEstimate(estimate(values[name])) : "")),
  ]);
  return table(["", ...present.map(([title]) => title)], rows);
}
