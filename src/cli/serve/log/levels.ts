/** How weighty each event is, and which level tells what. */
import type { ServerEvent } from "../../../server/events.ts";
import type { SettingsRead, SettingsRefused } from "./settings.ts";

/** From nothing to everything. */
export const LOG_LEVELS = ["silent", "error", "warn", "info"] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

const LEVEL_OF = {
  listening: "info",
  "fd-limit": "warn",
  "settings-read": "info",
  "settings-refused": "error",
  "clock-synchronised": "info",
  "clock-unsynchronised": "warn",
  "clock-unknown": "info",
  "clock-stepped": "warn",
  "session-opened": "info",
  "session-ended": "info",
  "events-dropped": "info",
  "log-lines-dropped": "warn",
  "thread-died": "error",
  "thread-replaced": "warn",
  "monitor-listening": "info",
  "monitor-failed": "warn",
  draining: "info",
  stopped: "info",
} as const satisfies Record<LogEvent["kind"], LogLevel>;

/** What the command itself adds to what the server tells: that it serves, and how. */
export interface Listening {
  readonly kind: "listening";
  readonly version: string;
  readonly addresses: readonly string[];
  readonly port: number;
  readonly zone: string;
  /** The reply at this moment, without its line end. */
  readonly reply: string;
  readonly threads: number;
  readonly connectionLimit: number;
  readonly idleSeconds: number;
  readonly lineSeconds: number;
  readonly stallSeconds: number;
  readonly lineBytes: number;
  readonly lenient: boolean;
  /** A line for the shell that shows it at work. */
  readonly try: string;
}

/** The descriptor limit, and not the setting, decides how many connections there can be. */
interface FewDescriptors {
  readonly kind: "fd-limit";
  readonly connectionLimit: number;
  readonly maxConnections: number;
}

/** The page, its API and the metrics can be had there. */
interface MonitorListening {
  readonly kind: "monitor-listening";
  readonly url: string;
}

/** The server serves on without its monitor. */
interface MonitorFailed {
  readonly kind: "monitor-failed";
  readonly why: string;
}

/** Lines of the log that could not be written: its reader stood still, or the disk was full. */
interface LinesLost {
  readonly kind: "log-lines-dropped";
  readonly lines: number;
}

export type LogEvent =
  | ServerEvent
  | Listening
  | FewDescriptors
  | LinesLost
  | SettingsRead
  | SettingsRefused
  | MonitorListening
  | MonitorFailed;

export function levelOf(event: LogEvent): Exclude<LogLevel, "silent"> {
  return LEVEL_OF[event.kind];
}

export function isTold(event: LogEvent, level: LogLevel): boolean {
  return LOG_LEVELS.indexOf(levelOf(event)) <= LOG_LEVELS.indexOf(level);
}
