/** jam against the others in a grid: paired, round by round. Pure. */
import { PEERS } from "../peers/registry.ts";
import type { Grid, Sample } from "../record.ts";
import { PURE_ROW, type RatioGoal, type Row } from "../rows.ts";
import { type Estimate, estimateOfRatios, median, pairedRatios } from "../statistics.ts";

type Figure = "rate" | "microsPerRequest" | "p99Us";

export function figuresOf(
  samples: readonly (Sample | undefined)[] | undefined,
  figure: keyof Sample,
): readonly number[] {
  return (samples ?? []).flatMap((sample) => (sample === undefined ? [] : [sample[figure]]));
}

/** The ranked peer with the highest median rate in the row. */
function bestOf(grid: Grid, row: string): string | undefined {
  const ranked = PEERS.filter(({ role }) => role === "ranked")
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
  return estimateOfRatios(pairedRatios(left, right));
}

/** Undefined where there is nobody to be held against. */
export function ratioFor(
  grid: Grid,
  row: Row,
  goal: RatioGoal,
): { against: string; ratio: Estimate } | undefined {
  const name = { best: bestOf(grid, row.name), floor: "floor", pure: "jam" }[goal.against];
  if (name === undefined) return undefined;
  const other = { row: goal.against === "pure" ? PURE_ROW : row.name, name };
  const found = ratio(grid, row.name, other, "rate");
  if (found.count === 0) return undefined;
  const title = PEERS.find((peer) => peer.name === name)?.title ?? name;
  return { against: goal.against === "pure" ? "its pure row" : title, ratio: found };
}
