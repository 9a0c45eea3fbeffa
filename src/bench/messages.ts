/** What the threads of the generator and the main thread say to each other. */
import type { Plan, Stage } from "./plan.ts";
import type { BenchRecord } from "./record.ts";

/** A thread's `workerData`. */
export interface ThreadStart {
  readonly thread: number;
  readonly plan: Plan;
}

export type ToThread =
  /** @param startAt Unix time in milliseconds, the same for all threads */
  | { readonly kind: "run"; readonly stage: number; readonly load: Stage; readonly startAt: number }
  /** Ends the stage early. */
  | { readonly kind: "stop" }
  | { readonly kind: "leave" };

export type FromThread =
  /** All connections were tried. @param open how many came about */
  | { readonly kind: "ready"; readonly open: number; readonly error: string | undefined }
  /** What came in one slice of the measured time, which are numbered from 0; a late thread leaves numbers out. */
  | {
      readonly kind: "slice";
      readonly stage: number;
      readonly thread: number;
      readonly slice: number;
      /** How long it really was. */
      readonly lengthMs: number;
      readonly record: BenchRecord;
    }
  /** The rest, with the thread's own facts. */
  | { readonly kind: "done"; readonly stage: number; readonly record: BenchRecord };

/** How long a slice is meant to be. */
export const SLICE_MS = 250;
