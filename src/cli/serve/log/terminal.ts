/** Events → text for a person at a terminal. */
import {
  type CloseReason,
  type Counts,
  errorsOf,
  GOOD_ENDS,
  type Refusal,
} from "../../../server/counters.ts";
import type { ConnectionRefused, SessionEnded, SessionOpened } from "../../../server/events.ts";
import { formatHostPort } from "../../../text/host-port.ts";
import type { Painter } from "../../../text/painter.ts";
import { formatClock } from "./clock.ts";
import type { Listening, LogEvent } from "./levels.ts";
import { formatSettings } from "./settings.ts";
import { formatSource, formatZone } from "./zone.ts";

export const REASON_TEXT = {
  quit: "QUIT",
  "client-closed": "client closed",
  reset: "client reset the connection",
  "line-too-long": "line too long",
  http: "spoke HTTP",
  rtsp: "spoke RTSP",
  ssh: "spoke SSH",
  tls: "spoke TLS",
  proxy: "sent a PROXY header",
  idle: "idle too long",
  "line-timeout": "line not ended in time",
  stalled: "read no replies",
  "buffer-limit": "too many unread replies",
  drained: "server stopped",
  "drain-timeout": "server stopped, cut",
  "thread-died": "thread died",
  "no-longer-allowed": "no longer allowed",
} as const satisfies Record<CloseReason, string>;

const REFUSAL_TEXT = {
  full: "too many connections (--max-connections)",
  "address-full": "too many connections from its address (--max-connections-per-address)",
  "not-allowed": "not allowed (--allow, --deny)",
  "proxy-header": "no valid PROXY header (--proxy-from)",
  "proxy-timeout": "no PROXY header in time (--proxy-from)",
} as const satisfies Record<Refusal, string>;

/** @param time of day, for the start of the line */
export function formatEvent(event: LogEvent, time: string, paint: Painter): string {
  switch (event.kind) {
    case "listening":
      return formatListening(event, paint);
    case "fd-limit":
      return `${paint.dim(time)}  ${paint.yellow("file descriptor limit")}: ${count(event.connectionLimit, "connection")} can be open, not ${event.maxConnections}; raise the limit (ulimit -n), or lower --max-connections or --threads`;
    case "settings-reloaded":
    case "settings-rejected":
      return `${paint.dim(time)}  ${formatSettings(event, paint)}`;
    case "zone-changed":
    case "zone-unreadable":
      return `${paint.dim(time)}  ${formatZone(event, paint)}`;
    case "clock-synchronised":
    case "clock-unsynchronised":
    case "clock-unknown":
    case "clock-stepped":
      return `${paint.dim(time)}  ${formatClock(event, paint)}`;
    case "taken-over":
      return `${paint.dim(time)}  ${paint.cyan("took over")} from process ${event.from}, which drains`;
    case "handed-over":
      return `${paint.dim(time)}  ${paint.cyan("handed over")} to process ${event.to}`;
    case "monitor-listening":
      return `${paint.dim(time)}  ${paint.cyan("see ")}  ${event.url} (monitor)`;
    case "monitor-failed":
      return `${paint.dim(time)}  ${paint.yellow("no monitor")}: ${event.why}`;
    case "session-opened":
      return `${paint.dim(time)}  ${paint.green("open")}  ${sessionName(event)}`;
    case "session-ended":
      return `${paint.dim(time)}  ${paint.cyan("end ")}  ${sessionName(event)}  ${formatEnd(event, paint)}`;
    case "events-dropped":
      return paint.dim(
        `${time}  … ${count(event.events, "more session event")} not logged: over 50 in one second`,
      );
    case "connection-refused":
      return `${paint.dim(time)}  ${paint.yellow("refused")} ${formatRefusal(event)}`;
    case "refusals-dropped":
      return paint.dim(
        `${time}  … ${count(event.refusals, "more connection")} refused: over 10 in one second`,
      );
    case "log-lines-dropped":
      return `${paint.dim(time)}  ${paint.yellow(`${count(event.lines, "log line")} dropped`)}: they could not be written`;
    case "thread-died": {
      const lost = count(event.sessionsLost, "session");
      return `${paint.dim(time)}  ${paint.red(`thread ${event.thread} died`)} with ${lost}: ${event.why}`;
    }
    case "thread-replaced":
      return `${paint.dim(time)}  ${paint.yellow(`thread ${event.thread} was replaced`)} and serves again`;
    case "draining":
      return `${paint.dim(time)}  stopping: waiting up to ${event.drainSeconds} s for ${count(event.open, "open session")}; Ctrl-C again cuts them`;
    case "stopped":
      return `${paint.dim(time)}  ${paint.bold("stopped")} after ${formatCounts(event.counts)}${event.cut > 0 ? `; ${paint.red(`${event.cut} cut`)}` : ""}`;
  }
}

function formatListening(event: Listening, paint: Painter): string {
  const row = (name: string, text: string) => `  ${paint.dim(name.padEnd(9))}${text}`;
  const lines = event.lenient ? "CR LF, and bare LF (lenient)" : "CR LF";
  return [
    "",
    `  ${paint.bold(`jam ${event.version}`)} serves ${paint.green(event.reply)}`,
    "",
    row("address", event.addresses.map((address) => paint.bold(address)).join(", ")),
    row("port", `${paint.bold(String(event.port))} (TCP)`),
    row("zone", formatSource({ zone: event.zone, data: event.zoneData, version: event.zoneVersion })),
    row("threads", String(event.threads)),
    row("lines", `end in ${lines}, ${event.lineBytes} bytes at most`),
    row(
      "limits",
      `${count(event.connectionLimit, "connection")}, idle ${event.idleSeconds} s, a line ${event.lineSeconds} s, a stalled reader ${event.stallSeconds} s`,
    ),
    row("try", paint.cyan(event.try)),
    row("stop", "Ctrl-C"),
    "",
  ].join("\n");
}

function formatRefusal({ address, port, reason }: ConnectionRefused): string {
  const client = address === "" ? "a client that is gone" : formatHostPort(address, port);
  return `${client.padEnd(21)} ${REFUSAL_TEXT[reason]}`;
}

function sessionName({ session, address, port, thread }: SessionOpened | SessionEnded): string {
  return `${session.padEnd(6)} ${formatHostPort(address, port).padEnd(21)} thread ${thread}`;
}

function formatEnd(event: SessionEnded, paint: Painter): string {
  const errors = event.errors === 0 ? "" : `, ${paint.yellow(count(event.errors, "error"))}`;
  const reason = REASON_TEXT[event.reason];
  const why = GOOD_ENDS.includes(event.reason) ? reason : paint.yellow(reason);
  return `${count(event.requests, "request")}${errors}  ${event.seconds.toFixed(1)} s  ${why}`;
}

function formatCounts(counts: Counts): string {
  return [
    count(counts.requests, "request"),
    count(errorsOf(counts), "error"),
    count(counts.opened, "session"),
  ].join(", ");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
