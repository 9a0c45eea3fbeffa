/** The monitor's input: the server, read only, and the settings in force. */
import type { OffsetFrom } from "../../clock/time-of-day.ts";
import type { RunningServer } from "../../server/running-server.ts";
import type { NetworkFacts } from "./api.ts";

/** All of a running server that does not change it. A gauge of the server is read from here, without a copy. */
export type ObservedServer = Omit<
  RunningServer,
  "restartLimitReached" | "apply" | "handover" | "stop" | "cut"
>;

/** What the server is, and its settings in force. */
export interface ServerFacts {
  readonly version: string;
  readonly pid: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly listening: { readonly addresses: readonly string[]; readonly port: number };
  readonly network: NetworkFacts;
  readonly zone: string;
  /** The zone's offset since the start, and its changes. */
  readonly offsets: readonly OffsetFrom[];
  readonly pattern: string;
  readonly lenient: boolean;
  /** How many of the newest sessions keep their first bytes. */
  readonly records: number;
  /** The reply of this moment, without its CR LF. */
  readonly reply: string;
  readonly isDraining: boolean;
  /** Whether the clock is good enough to be served, according to the settings. */
  readonly isClockFit: boolean;
}

export interface MonitorSource {
  readonly server: ObservedServer;
  facts(): ServerFacts;
}
