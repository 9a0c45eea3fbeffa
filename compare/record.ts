/** What a run of the comparison leaves behind; the page and the plots are functions of it. */

/** One run of the load against one server. */
export interface Sample {
  /** Replies a second. */
  readonly rate: number;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly p999Us: number;
  /** Cores that the server, and that the load, kept busy. */
  readonly serverCores: number;
  readonly loadCores: number;
  readonly microsPerRequest: number;
  /** MiB that the server held while it was asked. */
  readonly residentMib: number;
  /** Share of the machine's time that the hypervisor took. */
  readonly steal: number;
  readonly errors: number;
  /** Connections that no reply came to. */
  readonly silent: number;
}

/** By row, then by server: a sample a round, undefined where the run failed. */
export type Grid = Readonly<Record<string, Readonly<Record<string, readonly (Sample | undefined)[]>>>>;

/** By server: one value a repetition. */
export type Values = Readonly<Record<string, readonly number[]>>;

export interface Point {
  readonly x: number;
  readonly microsPerRequest: number;
  readonly residentMib: number;
}

/** By server, along what grows. */
export type Curve = Readonly<Record<string, readonly Point[]>>;

/** Microseconds from the clock's edge. */
export interface Edge {
  readonly firstUs: number;
  readonly lastOldUs: number;
}

export interface Tail {
  readonly rate: number;
  /** Of a run. */
  readonly seconds: number;
  readonly rounds: number;
  readonly grid: Grid;
}

export interface Run {
  readonly startedAt: string;
  readonly seconds: number;
  readonly note: string;
  readonly isShort: boolean;
  readonly rounds: number;
  readonly secondsARun: number;
  readonly machine: {
    readonly processor: string;
    readonly cores: number;
    readonly memoryGib: number;
    readonly kernel: string;
    readonly steal: number;
    /** Busy cores that were not ours, before the run. */
    readonly busyBefore: number;
  };
  readonly peers: readonly { readonly name: string; readonly title: string; readonly version: string }[];
  readonly missing: readonly { readonly title: string; readonly debianPackage: string }[];
  readonly failures: readonly string[];
  readonly one?: Grid;
  readonly defaults?: Grid;
  readonly threads?: Grid;
  readonly tail?: Tail;
  readonly silentKib?: Values;
  readonly restMib?: Values;
  readonly startMs?: Values;
  readonly edges?: readonly Edge[];
  /** jam with a page open, and without. */
  readonly watched?: Grid;
  readonly byConnections?: Curve;
  readonly byPipelining?: Curve;
  /** Replies a second that jam bench, and the C load, got out of the same server. */
  readonly jamBench?: { readonly bench: number; readonly load: number };
}
