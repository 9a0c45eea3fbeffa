/** The rows of the grid, each with its goals. */

/** jam's rate over that of the best ranked peer, of the C loop, or of jam itself in the row of plain requests. */
export interface RatioGoal {
  readonly against: "best" | "baseline" | "pure";
  readonly atLeast: number;
}

export interface Row {
  readonly name: string;
  readonly title: string;
  readonly connections: number;
  readonly pipeline: number;
  readonly churn: boolean;
  /** Whether the requests are of many kinds, which only jam answers. */
  readonly mixed: boolean;
  readonly goals: readonly RatioGoal[];
}

/** The row that the mixed one is compared with. */
export const PURE_ROW = "50x16";

const EVEN: readonly RatioGoal[] = [
  { against: "best", atLeast: 1 },
  { against: "baseline", atLeast: 0.9 },
];

function plain(connections: number, pipeline: number, goals: readonly RatioGoal[]): Row {
  const name = `${connections}x${pipeline}`;
  return { name, title: name.replace("x", " × "), connections, pipeline, churn: false, mixed: false, goals };
}

export const ROWS: readonly Row[] = [
  plain(1, 1, EVEN),
  plain(50, 1, EVEN),
  plain(1000, 1, EVEN),
  plain(8000, 1, EVEN),
  plain(50, 16, [
    { against: "best", atLeast: 1.2 },
    { against: "baseline", atLeast: 0.9 },
  ]),
  {
    ...plain(50, 16, [{ against: "pure", atLeast: 0.8 }]),
    name: "mixed",
    title: "50 × 16, mixed requests",
    mixed: true,
  },
  plain(8, 1000, [
    { against: "best", atLeast: 8 },
    { against: "baseline", atLeast: 1 },
  ]),
  {
    ...plain(50, 1, [{ against: "best", atLeast: 1 }]),
    name: "churn",
    title: "one connection per request, 50 at a time",
    churn: true,
  },
];

export function rowTitle(name: string): string {
  return ROWS.find((row) => row.name === name)?.title ?? name.replace("x", " × ");
}

/** jam without a monitor, in the measure in which `jam` has an open monitor page. */
export const UNWATCHED = "unwatched";

/** A figure may be worse by this share than that of another checkout (--jam). */
export const DRIFT = 0.03;

/** What --rows can name besides the grid's rows. */
export const MEASURES = [
  "defaults",
  "threads",
  "tail",
  "silent",
  "rest",
  "start",
  "edges",
  "curves",
  "watched",
  "bench",
] as const;

export type Measure = (typeof MEASURES)[number];
