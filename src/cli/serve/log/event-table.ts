/** The events of the log with their meaning → the Markdown table for the documentation. */
import { REFUSALS } from "../../../server/counters.ts";
import { LEVEL_OF, type LogEvent } from "./levels.ts";

const list = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");

/** In the order of the table. */
const MEANINGS = {
  listening:
    "the server accepts connections; with its addresses, port, limits, the zone's data, and a command to try",
  "session-opened":
    "a session began; with the client's address and port, which behind a proxy are those of the PROXY header",
  "session-ended": "a session ended; with its reason, requests and errors",
  "events-dropped": "session events above 50 a second that were only counted",
  "connection-refused": `a client was refused; with its address and the reason: ${list(REFUSALS)}`,
  "refusals-dropped": "refusals above 10 a second that were only counted",
  "settings-reloaded": "settings were reloaded; with what changed, and what needs a restart",
  "settings-rejected": "the reloaded settings are invalid; nothing changed",
  "zone-changed": "the machine's zone or the rules of the zone changed; with what was and is served",
  "zone-unreadable":
    "the time zone cannot be read; at the start UTC is served, later the zone stays as it was",
  "clock-synchronised": "the kernel reports its clock as synchronised",
  "clock-unsynchronised":
    "the kernel reports its clock as not synchronised, or its error exceeds `--max-clock-error`",
  "clock-unknown": "the kernel cannot be asked about its clock",
  "clock-stepped": "the clock was set; with the size of the step in seconds",
  "fd-limit": "the descriptor limit allows fewer connections than `--max-connections`",
  "log-lines-dropped": "log lines that could not be written",
  "thread-died": "a serving thread failed or hung; with the reason and the number of lost sessions",
  "thread-replaced": "its replacement serves",
  "monitor-listening": "the address of the monitor",
  "monitor-failed": "the server runs without its monitor; with the reason",
  draining: "the server is stopping; with the number of open sessions",
  "taken-over":
    "the server has the port of a running one, whose process it names, and serves alone from now on",
  "handed-over": "another server, whose process it names, has the port; this one drains",
  stopped: "the server has stopped; with all counters",
} as const satisfies Record<LogEvent["kind"], string>;

export function formatEventTable(): string {
  const rows = Object.entries(MEANINGS).map(([kind, meaning]) => [
    `\`${kind}\``,
    LEVEL_OF[kind as LogEvent["kind"]],
    meaning,
  ]);
  return [["event", "level", "meaning"], ["---", "---", "---"], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
