/** What a server is told when it starts, resolved: nothing optional is left. Plain data, since it crosses threads. */
import type { ClockPolicy } from "../clock/trust.ts";
import type { Limits } from "../protocol/limits.ts";
import type { AccessLists } from "./limits/access.ts";

export interface Settings {
  /** Addresses to listen on; see `resolveHost`. */
  readonly addresses: readonly string[];
  /** 0 takes a free one, the same on all threads. */
  readonly port: number;
  readonly threads: number;
  /** Microseconds that a thread which was just busy looks for more before it sleeps; 0 for never. */
  readonly busyPoll: number;
  /** IANA name. */
  readonly zone: string;
  readonly pattern: string;
  readonly lenient: boolean;
  readonly limits: Limits;
  /** What is kept for a monitor; undefined keeps nothing. */
  readonly sessionLog: SessionLogSettings | undefined;
  readonly clock: ClockPolicy;
  readonly access: AccessLists;
  /** Whether one who is refused is told nothing. */
  readonly refuseSilently: boolean;
  /** Whether session events are observed at all. */
  readonly emitsSessionEvents: boolean;
}

interface SessionLogSettings {
  /** How many of the newest sessions keep their first bytes. */
  readonly records: number;
}

/** What can change while the server runs. */
export type LiveSettings = Omit<Settings, "addresses" | "port" | "threads" | "busyPoll" | "sessionLog">;
