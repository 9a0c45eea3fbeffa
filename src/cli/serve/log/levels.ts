/** The severity of each event, and which events a log level includes. */
import type { ServerEvent } from "../../../server/events.ts";
import type { SettingsRejected, SettingsReloaded } from "./settings.ts";
import type { ZoneChanged, ZoneUnreadable } from "./zone.ts";

/** From no events to all events. */
export const LOG_LEVELS = ["silent", "error", "warn", "info"] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export const LEVEL_OF = {
  listening: "info",
  "fd-limit": "warn",
  "settings-reloaded": "info",
  "settings-rejected": "error",
  "zone-changed": "warn",
  "zone-unreadable": "warn",
  "clock-synchronised": "info",
  "clock-unsynchronised": "warn",
  "clock-unknown": "info",
  "clock-stepped": "warn",
  "session-opened": "info",
  "session-ended": "info",
  "events-dropped": "info",
  "connection-refused": "warn",
  "refusals-dropped": "warn",
  "log-lines-dropped": "warn",
  "thread-died": "error",
  "thread-replaced": "warn",
  "taken-over": "info",
  "handed-over": "info",
  "monitor-listening": "info",
  "monitor-failed": "warn",
  draining: "info",
  stopped: "info",
} as const satisfies Record<LogEvent["kind"], LogLevel>;

/** Emitted by the command: the server listens, with these settings. */
export interface Listening {
  readonly kind: "listening";
  readonly version: string;
  readonly addresses: readonly string[];
  readonly port: number;
  readonly zone: string;
  /** Where the zone's rules are from: the path of a file, `TZ`, or the runtime. */
  readonly zoneData: string;
  /** Of the zone database; undefined if it is not known. */
  readonly zoneVersion: string | undefined;
  /** The reply at this moment, without CR LF. */
  readonly reply: string;
  readonly threads: number;
  readonly connectionLimit: number;
  readonly idleSeconds: number;
  readonly lineSeconds: number;
  readonly stallSeconds: number;
  readonly lineBytes: number;
  readonly lenient: boolean;
  /** A shell command that sends a request. */
  readonly try: string;
}

/** The descriptor limit allows fewer connections than configured. */
interface DescriptorLimit {
  readonly kind: "fd-limit";
  readonly connectionLimit: number;
  readonly maxConnections: number;
}

/** The address of the page, its API and the metrics. */
interface MonitorListening {
  readonly kind: "monitor-listening";
  readonly url: string;
}

/** The server runs on without its monitor. */
interface MonitorFailed {
  readonly kind: "monitor-failed";
  readonly why: string;
}

/** This server has the port of another, which drains from now on. */
interface TakenOver {
  readonly kind: "taken-over";
  /** Its process. */
  readonly from: number;
}

/** Another server has the port from now on; this one drains. */
interface HandedOver {
  readonly kind: "handed-over";
  /** Its process. */
  readonly to: number;
}

/** Log lines that could not be written: the reader was too slow, or the disk was full. */
interface LinesDropped {
  readonly kind: "log-lines-dropped";
  readonly lines: number;
}

export type LogEvent =
  | ServerEvent
  | Listening
  | DescriptorLimit
  | LinesDropped
  | SettingsReloaded
  | SettingsRejected
  | ZoneChanged
  | ZoneUnreadable
  | TakenOver
  | HandedOver
  | MonitorListening
  | MonitorFailed;

export function levelOf(event: LogEvent): Exclude<LogLevel, "silent"> {
  return LEVEL_OF[event.kind];
}

export function isLogged(event: LogEvent, level: LogLevel): boolean {
  return LOG_LEVELS.indexOf(levelOf(event)) <= LOG_LEVELS.indexOf(level);
}
