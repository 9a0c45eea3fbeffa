/** Every metric: its name, its help, and where its value is read. A counter is one line here, a gauge one entry. */
import { REFUSED_LINES, type RefusedLine } from "../../protocol/request.ts";
import { CLOSE_REASONS, type CloseReason, type Counts, REFUSALS, UNFINISHED } from "../../server/counters.ts";
import { isFault } from "../../server/sessions/fault-ring.ts";
import { readiness } from "./health.ts";
import type { MonitorSource, ObservedServer } from "./source.ts";

/** What metrics are read from, at one scrape. */
export interface Reading extends MonitorSource {
  readonly counts: Counts;
  readonly cpuSeconds: number;
  readonly residentBytes: number;
}

export interface Metric {
  readonly name: string;
  readonly kind: "counter" | "gauge";
  /** One line, without a backslash. */
  readonly help: string;
  /** Has few values, all of them ours: a client can never choose one. */
  readonly label?: string;
  /** Value by label value ("" if the metric has no label); undefined omits the sample. */
  readonly values: (reading: Reading) => Readonly<Record<string, number | undefined>>;
}

type PlainCounter = Exclude<keyof Counts, CloseReason>;

/** The metric of each counter; refusals, faults and close reasons are labels of one metric each. */
const COUNTER_METRICS = {
  opened: ["jam_sessions_opened_total", "Sessions opened."],
  full: "refusal",
  "address-full": "refusal",
  "not-allowed": "refusal",
  "proxy-header": "refusal",
  "proxy-timeout": "refusal",
  proxyClosed: [
    "jam_proxy_closed_total",
    "Connections that a proxy closed before its PROXY header was complete.",
  ],
  delayed: ["jam_delays_total", "Delays of a connection by the per-address rate limit."],
  bytesReceived: ["jam_received_bytes_total", "Bytes received from clients."],
  bytesSent: ["jam_sent_bytes_total", "Bytes sent to clients."],
  requests: ["jam_requests_total", "TIME requests answered with the time."],
  unsynchronised: [
    "jam_requests_refused_total",
    "TIME requests refused because the clock is not known to be synchronised.",
  ],
  ...(Object.fromEntries(REFUSED_LINES.map((kind) => [kind, "fault"])) as Record<RefusedLine, "fault">),
  unfinished: "fault",
} as const satisfies Record<PlainCounter, readonly [name: string, help: string] | "fault" | "refusal">;

const counters: readonly Metric[] = Object.entries(COUNTER_METRICS).flatMap(([counter, metric]) => {
  if (typeof metric === "string") return [];
  const [name, help] = metric;
  const values = ({ counts }: Reading) => ({ "": counts[counter as PlainCounter] });
  return { name, kind: "counter", help, values } as const;
});

function gauge(name: string, help: string, read: (reading: Reading) => number | undefined): Metric {
  return { name, kind: "gauge", help, values: (reading) => ({ "": read(reading) }) };
}

function byThread(
  name: string,
  kind: Metric["kind"],
  help: string,
  read: (thread: ReturnType<ObservedServer["threads"]>[number]) => number,
): Metric {
  const values = ({ server }: Reading) =>
    Object.fromEntries(server.threads().map((state) => [String(state.thread), read(state)]));
  return { name, kind, help, label: "thread", values };
}

function byReason(name: string, help: string, reasons: readonly (keyof Counts)[]): Metric {
  const values = ({ counts }: Reading) =>
    Object.fromEntries(reasons.map((reason) => [reason, counts[reason]]));
  return { name, kind: "counter", help, label: "reason", values };
}

export const METRICS: readonly Metric[] = [
  {
    name: "jam_build_info",
    kind: "gauge",
    help: "Always 1, labelled with the version.",
    label: "version",
    values: ({ facts }) => ({ [facts().version]: 1 }),
  },
  ...counters,
  byReason(
    "jam_connections_refused_total",
    "Connections refused: the server is full, the address has too many or is not allowed, or a proxy sent no header.",
    REFUSALS,
  ),
  byReason("jam_faults_total", "Lines that were not served, and sessions that ended badly.", [
    ...REFUSED_LINES,
    UNFINISHED,
    ...CLOSE_REASONS.filter(isFault),
  ]),
  byReason("jam_sessions_closed_total", "Sessions closed.", CLOSE_REASONS),
  gauge("jam_connections", "Open connections.", ({ server }) => server.open),
  gauge(
    "jam_connections_limit",
    "Most connections that may be open: --max-connections, or what the file descriptor limit allows.",
    ({ server }) => server.connectionLimit,
  ),
  gauge("jam_threads", "Serving threads configured.", ({ server }) => server.threads().length),
  byThread("jam_thread_up", "gauge", "1 if the thread serves, 0 if it is dead.", ({ isAlive }) =>
    Number(isAlive),
  ),
  byThread(
    "jam_thread_restarts_total",
    "counter",
    "Times the thread was replaced.",
    (thread) => thread.restarts,
  ),
  byThread(
    "jam_thread_heartbeat_age_seconds",
    "gauge",
    "Time since the thread's last heartbeat; the watchdog replaces a thread at 2 s.",
    ({ lastHeartbeatAgoMs }) => lastHeartbeatAgoMs / 1000,
  ),
  gauge("jam_ready", "1 if /readyz returns 200, else 0.", (reading) => Number(readiness(reading).isGood)),
  gauge(
    "jam_clock_synchronised",
    "1 if the kernel reports its clock as synchronised, 0 if not; absent if the status is unknown.",
    ({ server: { clock } }) =>
      clock.status === "unknown" ? undefined : Number(clock.status === "synchronised"),
  ),
  gauge(
    "jam_clock_estimated_error_seconds",
    "The kernel's estimate of its clock error.",
    ({ server }) => server.clock.estimatedErrorSeconds,
  ),
  gauge(
    "jam_clock_maximum_error_seconds",
    "The kernel's upper bound of its clock error.",
    ({ server }) => server.clock.maximumErrorSeconds,
  ),
  gauge(
    "process_start_time_seconds",
    "Start time of the process, in seconds since 1970.",
    ({ facts }) => facts().startedAt / 1000,
  ),
  {
    name: "process_cpu_seconds_total",
    kind: "counter",
    help: "User and system CPU time of the process, busy polling (--busy-poll) included.",
    values: ({ cpuSeconds }) => ({ "": cpuSeconds }),
  },
  gauge(
    "process_resident_memory_bytes",
    "Resident memory of the process.",
    ({ residentBytes }) => residentBytes,
  ),
];
