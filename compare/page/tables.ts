/** Grids, values and curves as Markdown tables. Pure. */
import type { Grid, Run, Values } from "../record.ts";
import { ROWS, rowTitle } from "../rows.ts";
import { estimate, median } from "../statistics.ts";
import { formatEstimate, formatRate, significant, table } from "./numbers.ts";
import { figuresOf, ratioFor, titleOf } from "./ratios.ts";

/** From here on a core counts as full. */
const FULL = 0.93;

type Peers = Run["peers"];

/** In the order of the run's peers. */
function namesIn(peers: Peers, grid: Grid): readonly string[] {
  const present = new Set(Object.values(grid).flatMap((row) => Object.keys(row)));
  return peers.map(({ name }) => name).filter((name) => present.has(name));
}

/** Replies per second, below it the CPU time per reply; `*` if the load's core was full and the server's was not. */
export function gridTable(peers: Peers, grid: Grid): string {
  const names = namesIn(peers, grid);
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
  return table(["connections × pipelined requests", ...names.map((name) => titleOf(peers, name))], rows);
}

export function ratioTable(peers: Peers, grid: Grid): string {
  const rows = ROWS.flatMap((row) => {
    const cells = (["best", "baseline", "pure"] as const).map((against) => {
      const found = ratioFor(peers, grid, row, against);
      if (found === undefined || (against === "pure") !== row.mixed) return "";
      return `${formatEstimate(found.ratio)} ${found.against}`;
    });
    return cells.every((cell) => cell === "") ? [] : [[row.title, ...cells]];
  });
  return table(["jam over", "the best of Redis, memcached, Go", "the C loop", "itself"], rows);
}

/** Errors, and connections that got no reply. */
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
          `${kind}, ${rowTitle(row)}, ${titleOf(run.peers, name)}: ${errors} errors, ${silent} connections without a reply`,
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

export function tailTable(peers: Peers, grid: Grid): string {
  const rows = Object.entries(grid["half"] ?? {}).map(([name, samples]) => [
    titleOf(peers, name),
    ...(["p50Us", "p99Us", "p999Us"] as const).map((figure) =>
      formatEstimate(estimate(figuresOf(samples, figure))),
    ),
  ]);
  return table(["µs from the scheduled time", "p50", "p99", "p99.9"], rows);
}

export function valuesTable(peers: Peers, columns: Readonly<Record<string, Values | undefined>>): string {
  const present = Object.entries(columns).filter(([, values]) => values !== undefined);
  const names = peers
    .map(({ name }) => name)
    .filter((name) => present.some(([, values]) => values?.[name]?.length));
  const rows = names.map((name) => [
    titleOf(peers, name),
    ...present.map(([, values]) => (values?.[name]?.length ? formatEstimate(estimate(values[name])) : "")),
  ]);
  return table(["", ...present.map(([title]) => title)], rows);
}
