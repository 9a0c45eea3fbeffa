/** The record of one comparison; the page and the plots are functions of it. */

import type { Peer } from "./peers/peer.ts";

/** One run of the load against one server. */
export interface Sample {
  /** Replies per second. */
  readonly rate: number;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly p999Us: number;
  /** Cores that the server, and that the load, kept busy. */
  readonly serverCores: number;
  readonly loadCores: number;
  readonly microsPerRequest: number;
  /** Resident memory of the server during the run, in MiB. */
  readonly residentMib: number;
  /** Share of the machine's time that the hypervisor took. */
  readonly steal: number;
  readonly errors: number;
  /** Connections that got no reply. */
  readonly silent: number;
}

/** By row, then by server: one sample per round, undefined if the run failed. */
export type Grid = Readonly<Record<string, Readonly<Record<string, readonly (Sample | undefined)[]>>>>;

/** By server: one value per repetition. */
export type Values = Readonly<Record<string, readonly number[]>>;

export interface Point {
  readonly x: number;
  readonly microsPerRequest: number;
  readonly residentMib: number;
}

/** By server, along the growing quantity. */
export type Curve = Readonly<Record<string, readonly Point[]>>;

/** Microseconds from the clock's edge. */
export interface Edge {
  readonly firstUs: number;
  readonly lastOldUs: number;
}

export interface Tail {
  readonly rate: number;
  /** Measured time of one run. */
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
    /** Cores that other programs kept busy before the run. */
    readonly busyBefore: number;
  };
  readonly peers: readonly (Pick<Peer, "name" | "title" | "role"> & { readonly version: string })[];
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
  /** jam with an open monitor page, and without a monitor. */
  readonly watched?: Grid;
  readonly byConnections?: Curve;
  readonly byPipelining?: Curve;
  /** Replies per second that jam bench, and the C load, got from the same server. */
  readonly jamBench?: { readonly bench: number; readonly load: number };
}
