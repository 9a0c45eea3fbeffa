/** Messages between the main thread and the load threads. */
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
  /** All connections were tried. @param open how many are open */
  | { readonly kind: "ready"; readonly open: number; readonly error: string | undefined }
  /** The record of one slice of the measured time. Slices count from 0; a late thread skips numbers. */
  | {
      readonly kind: "slice";
      readonly stage: number;
      readonly thread: number;
      readonly slice: number;
      /** Its actual length. */
      readonly lengthMs: number;
      readonly record: BenchRecord;
    }
  /** The rest of the stage, with the thread's measurements of itself. */
  | { readonly kind: "done"; readonly stage: number; readonly record: BenchRecord };

/** The nominal length of a slice. */
export const SLICE_MS = 250;
