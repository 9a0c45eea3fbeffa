/** The lines of a journal. Plain data. */
import type { Graded } from "../outcome.ts";

/** One submission of the class, and what it is judged by. */
export interface Member {
  readonly id: string;
  readonly key: string;
}

export interface Shard {
  /** From 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

/** A run begins. The last one states of what the journal is the result. */
export interface RunEntry {
  readonly kind: "run";
  readonly schema: 1;
  /** ISO 8601. */
  readonly at: string;
  /** Of the whole class, also if only a shard of it is judged here. */
  readonly members: readonly Member[];
  readonly shard?: Shard;
  /** How submissions are kept apart, in words. */
  readonly sandbox: string;
  readonly jobs: number;
  readonly why: string;
}

/** How it was judged, in case a verdict is doubted. */
export interface Judging {
  /** How often; more than once if the machine was too busy. */
  readonly tries: number;
  /** Jobs that were allowed at once when it ended. */
  readonly jobs: number;
  /** How late the judge's own timers ran, at worst. */
  readonly timerDelayMs: number;
  readonly buildSeconds: number;
  readonly peakMemoryMib: number;
}

/** A submission is done. */
export interface GradedEntry {
  readonly kind: "graded";
  readonly graded: Graded;
  /** Undefined if nothing had to run. */
  readonly judging?: Judging;
}

/** What was judged does not count: it is judged again. */
interface AgainEntry {
  readonly kind: "again";
  readonly members: readonly Member[];
  readonly why: "late-timers" | "asked";
}

export type Entry = RunEntry | GradedEntry | AgainEntry;
