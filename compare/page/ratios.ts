/** jam's figures over those of the others in a grid: paired, round by round. Pure. */
import type { Grid, Run, Sample } from "../record.ts";
import { PURE_ROW, type RatioGoal, type Row } from "../rows.ts";
import { type Estimate, estimate, median, pairedRatios } from "../statistics.ts";

type Peers = Run["peers"];
type Figure = "rate" | "microsPerRequest" | "p99Us";

export function figuresOf(
  samples: readonly (Sample | undefined)[] | undefined,
  figure: keyof Sample,
): readonly number[] {
  return (samples ?? []).flatMap((sample) => (sample === undefined ? [] : [sample[figure]]));
}

export function titleOf(peers: Peers, name: string): string {
  return peers.find((peer) => peer.name === name)?.title ?? name;
}

/** The ranked peer with the highest median rate in the row. */
function bestOf(peers: Peers, grid: Grid, row: string): string | undefined {
  const ranked = peers
    .filter(({ role }) => role === "ranked")
    .map(({ name }) => ({ name, rate: median(figuresOf(grid[row]?.[name], "rate")) }))
    .filter(({ rate }) => rate > 0)
    .sort((left, right) => right.rate - left.rate);
  return ranked[0]?.name;
}

export function ratio(
  grid: Grid,
  row: string,
  other: { row: string; name: string },
  figure: Figure,
): Estimate {
  const left = (grid[row]?.["jam"] ?? []).map((sample) => sample?.[figure]);
  const right = (grid[other.row]?.[other.name] ?? []).map((sample) => sample?.[figure]);
  return estimate(pairedRatios(left, right));
}

/** Undefined if the other one was not measured in this row. */
export function ratioFor(
  peers: Peers,
  grid: Grid,
  row: Row,
  against: RatioGoal["against"],
): { against: string; ratio: Estimate } | undefined {
  const name = { best: bestOf(peers, grid, row.name), baseline: "baseline", pure: "jam" }[against];
  if (name === undefined) return undefined;
  const found = ratio(grid, row.name, { row: against === "pure" ? PURE_ROW : row.name, name }, "rate");
  if (found.count === 0) return undefined;
  return { against: against === "pure" ? "its pure row" : titleOf(peers, name), ratio: found };
}
