/** What is to be asked of a server: where it is, over how many connections, how fast and for how long. */

/** As many as the connections can, or a constant number of requests a second. */
export type LoopPlan = { readonly kind: "closed" } | { readonly kind: "open"; readonly rate: number };

/** How long a stage lasts: a time, or a number of requests. */
type Extent =
  | { readonly kind: "time"; readonly ms: number }
  | { readonly kind: "requests"; readonly count: number };

/** The same for all stages of a run. */
export interface Plan {
  /** An address, no name: every connection goes to the same one. */
  readonly address: string;
  readonly port: number;
  readonly threads: number;
  readonly connections: number;
  /** Requests sent at once on a connection; the next go out when all of them are answered. */
  readonly pipeline: number;
  /** A connection a request. */
  readonly churn: boolean;
  /** Silent connections beside the load. */
  readonly idle: number;
  readonly timeoutMs: number;
  /** By how much the server's clock may differ from this machine's. */
  readonly toleranceMs: number;
}

/** One load at one pace. A run has one stage, or one for each rate that is tried. */
export interface Stage {
  readonly pace: LoopPlan;
  readonly extent: Extent;
  readonly warmupMs: number;
}
