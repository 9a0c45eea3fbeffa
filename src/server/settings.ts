/** The settings of a server, resolved: nothing optional is left. Plain data: they cross threads. */
import type { ClockPolicy } from "../clock/trust.ts";
import type { Limits } from "../protocol/limits.ts";
import type { AccessLists } from "./limits/access.ts";

export interface Settings {
  /** Addresses to listen on; see `resolveHost`. */
  readonly addresses: readonly string[];
  /** 0 takes a free port, the same on all threads. */
  readonly port: number;
  readonly threads: number;
  /** Microseconds that a busy thread polls before it sleeps; 0 disables busy polling. */
  readonly busyPoll: number;
  /** IANA name. */
  readonly zone: string;
  readonly pattern: string;
  readonly lenient: boolean;
  readonly limits: Limits;
  /** What is recorded for a monitor; undefined records nothing. */
  readonly sessionLog: SessionLogSettings | undefined;
  readonly clock: ClockPolicy;
  readonly access: AccessLists;
  /** Whether a refused connection is reset instead of answered with an ERROR line. */
  readonly refuseSilently: boolean;
  /** Whether session events are emitted at all. */
  readonly emitsSessionEvents: boolean;
}

interface SessionLogSettings {
  /** How many of the newest sessions keep their first bytes. */
  readonly records: number;
}

/** What can change while the server runs. */
export type LiveSettings = Omit<Settings, "addresses" | "port" | "threads" | "busyPoll" | "sessionLog">;
