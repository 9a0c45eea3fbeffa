/** The settings of a server, resolved: nothing optional is left. Plain data: they cross threads. */
import type { ClockPolicy } from "../clock/trust.ts";
import type { Zone } from "../clock/zone.ts";
import type { Limits } from "../protocol/limits.ts";
import type { AccessLists } from "./limits/access.ts";
import type { RequestRate } from "./limits/rate-limiter.ts";

/** Fixed for the life of a server: its sockets, threads and shared memory are made with these. */
export interface StartSettings {
  /** Addresses to listen on; see `resolveHost`. */
  readonly addresses: readonly string[];
  /** 0 takes a free port, the same on all threads. */
  readonly port: number;
  /** Sockets that listen already, in place of new ones; only on Linux. */
  readonly inherited: Inherited | undefined;
  readonly threads: number;
  /** Microseconds that a busy thread polls before it sleeps; 0 disables busy polling. */
  readonly busyPoll: number;
  readonly limits: RequestRate;
  /** What is kept for a monitor; undefined keeps nothing. */
  readonly sessionLog: SessionLogSettings | undefined;
}

/** What can change while the server runs. */
export interface LiveSettings {
  /** With its rules: no thread reads a file. */
  readonly zone: Zone;
  readonly pattern: string;
  readonly lenient: boolean;
  readonly limits: Omit<Limits, keyof RequestRate>;
  readonly clock: ClockPolicy;
  readonly access: AccessLists;
  /** Addresses and subnets of the proxies that have to send a PROXY header; each valid. Empty for good if it is at the start. */
  readonly proxyFrom: readonly string[];
  /** Whether refused clients are reset without an ERROR line. */
  readonly refuseSilently: boolean;
  /** Whether session events are emitted at all. */
  readonly emitsSessionEvents: boolean;
  /** Whether an event is emitted for a refused connection. */
  readonly emitsRefusals: boolean;
}

export interface Inherited {
  readonly descriptors: readonly number[];
  /** Whether the process that passed them has them for good: what is queued at a stop waits for the next server. */
  readonly isKeptOpen: boolean;
}

export type Settings = StartSettings & LiveSettings;

interface SessionLogSettings {
  /** How many of the newest sessions keep their first bytes. */
  readonly records: number;
}
