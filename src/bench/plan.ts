/** The load: which server, over how many connections, how fast and for how long. */

/** As fast as the replies arrive, or a constant number of requests per second. */
export type LoopPlan = { readonly kind: "closed" } | { readonly kind: "open"; readonly rate: number };

/** How long a stage lasts: for a time, or for a number of requests. */
type Extent =
  | { readonly kind: "time"; readonly ms: number }
  | { readonly kind: "requests"; readonly count: number };

/** The same for all stages of a run. */
export interface Plan {
  /** An address, not a name, so that all connections go to the same one. */
  readonly address: string;
  readonly port: number;
  readonly threads: number;
  readonly connections: number;
  /** Requests sent at once on a connection; the next are sent when all of them are answered. */
  readonly pipeline: number;
  /** One connection per request. */
  readonly churn: boolean;
  /** Silent connections in addition to the load. */
  readonly idle: number;
  readonly timeoutMs: number;
  /** The tolerated difference between the server's clock and this machine's. */
  readonly toleranceMs: number;
}

/** One load at one rate. A run has one stage, or one for each rate that it tries. */
export interface Stage {
  readonly loop: LoopPlan;
  readonly extent: Extent;
  readonly warmupMs: number;
}
