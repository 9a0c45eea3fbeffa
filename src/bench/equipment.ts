/** The parts of a load thread that all of its stages use. */
import type { Checker } from "./checker.ts";
import type { Connection } from "./connection.ts";
import type { Dialer } from "./dialer.ts";
import type { Plan } from "./plan.ts";
import type { Recorder } from "./recorder.ts";

export interface Equipment {
  readonly thread: number;
  readonly plan: Plan;
  readonly connections: readonly Connection[];
  readonly dialer: Pick<Dialer, "dial" | "sweep">;
  readonly checker: Checker;
  readonly recorder: Recorder;
  /** The largest batch. */
  readonly requests: Uint8Array;
}
