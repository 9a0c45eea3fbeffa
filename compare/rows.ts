/** The rows of the grid, each with its goals. */

/** jam's rate over another's: the best of the ranked peers, the C loop, or jam's own in the row of plain requests. */
export interface RatioGoal {
  readonly against: "best" | "floor" | "pure";
  readonly atLeast: number;
}

export interface Row {
  readonly name: string;
  readonly title: string;
  readonly connections: number;
  readonly pipeline: number;
  readonly churn: boolean;
  /** Whether requests of many kinds are asked: only jam answers those. */
  readonly mixed: boolean;
  readonly goals: readonly RatioGoal[];
}

/** The row that the mixed one is held against. */
export const PURE_ROW = "50x16";

const EVEN: readonly RatioGoal[] = [
  { against: "best", atLeast: 1 },
  { against: "floor", atLeast: 0.9 },
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
    { against: "floor", atLeast: 0.9 },
  ]),
  {
    ...plain(50, 16, [{ against: "pure", atLeast: 0.8 }]),
    name: "mixed",
    title: "50 × 16, mixed requests",
    mixed: true,
  },
  plain(8, 1000, [
    { against: "best", atLeast: 8 },
    { against: "floor", atLeast: 1 },
  ]),
  {
    ...plain(50, 1, [{ against: "best", atLeast: 1 }]),
    name: "churn",
    title: "a connection a request, 50 at a time",
    churn: true,
  },
];

/** jam that nobody looks at, where `jam` itself is the one with a page open. */
export const ALONE = "alone";

/** Everything that --rows can name beside the grid's rows. */
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
