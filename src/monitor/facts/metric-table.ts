/** Every metric: its name, its help, and what it is read from. A new counter is one line here. */

import { CLOSE_REASONS, type CloseReason, type Counts } from "../../server/counters.ts";
import { isFault } from "../../server/sessions/fault-ring.ts";
import { readiness } from "./health.ts";
import type { ServerFacts, Snapshot } from "./source.ts";

/** What metrics are read from. */
interface Read {
  readonly facts: ServerFacts;
  readonly snapshot: Snapshot;
  readonly processorSeconds: number;
  readonly residentBytes: number;
}

export interface Metric {
  readonly name: string;
  readonly kind: "counter" | "gauge";
  readonly help: string;
  /** One whose values are few and ours; never one that clients choose. */
  readonly label?: string;
  /** Label's value → number; without a label by the empty one. A number that nobody knows is left out. */
  readonly values: (read: Read) => Readonly<Record<string, number | undefined>>;
}

type PlainCounter = Exclude<keyof Counts, CloseReason>;

/** Where each counter goes; the close reasons are labels. */
const COUNTED = {
  opened: ["jam_sessions_opened_total", "Sessions that were opened."],
  full: "refusal",
  "address-full": "refusal",
  "not-allowed": "refusal",
  delayed: ["jam_delays_total", "Times that a client was made to wait, for its address asked too much."],
  bytesReceived: ["jam_received_bytes_total", "Bytes that clients sent."],
  bytesSent: ["jam_sent_bytes_total", "Bytes that were sent to clients."],
  requests: ["jam_requests_total", "Time requests that were answered."],
  unsynchronised: [
    "jam_requests_refused_total",
    "Time requests that were refused, for the clock was not known to be right.",
  ],
  unknown: "fault",
  "bare-lf": "fault",
} as const satisfies Record<PlainCounter, readonly [name: string, help: string] | "fault" | "refusal">;

const counted: readonly Metric[] = Object.entries(COUNTED).flatMap(([counter, place]) =>
  typeof place === "string"
    ? []
    : [counterOf(place[0], place[1], ({ counts }) => counts[counter as PlainCounter])],
);

function counterOf(name: string, help: string, read: (snapshot: Snapshot) => number): Metric {
  return { name, kind: "counter", help, values: ({ snapshot }) => ({ "": read(snapshot) }) };
}

function gaugeOf(name: string, help: string, read: (read: Read) => number | undefined): Metric {
  return { name, kind: "gauge", help, values: (from) => ({ "": read(from) }) };
}

function ofThreads(
  name: string,
  kind: Metric["kind"],
  help: string,
  value: (thread: Snapshot["threads"][number]) => number,
): Metric {
  const values = ({ snapshot }: Read) =>
    Object.fromEntries(snapshot.threads.map((thread) => [String(thread.thread), value(thread)]));
  return { name, kind, help, label: "thread", values };
}

function byReason(counts: Counts, reasons: readonly CloseReason[]): Record<string, number> {
  return Object.fromEntries(reasons.map((reason) => [reason, counts[reason]]));
}

export const METRICS: readonly Metric[] = [
  {
    name: "jam_build_info",
    kind: "gauge",
    help: "1, with the version.",
    label: "version",
    values: ({ facts }) => ({ [facts.version]: 1 }),
  },
  ...counted,
  {
    name: "jam_connections_refused_total",
    kind: "counter",
    help: "Connections that were closed at once: too many of all, too many of an address, or not allowed.",
    label: "reason",
    values: ({ snapshot: { counts } }) => ({
      full: counts.full,
      "address-full": counts["address-full"],
      "not-allowed": counts["not-allowed"],
    }),
  },
  {
    name: "jam_faults_total",
    kind: "counter",
    help: "Refused lines (unknown, bare-lf), and sessions that ended badly, by reason.",
    label: "reason",
    values: ({ snapshot: { counts } }) => ({
      unknown: counts.unknown,
      "bare-lf": counts["bare-lf"],
      ...byReason(counts, CLOSE_REASONS.filter(isFault)),
    }),
  },
  {
    name: "jam_sessions_closed_total",
    kind: "counter",
    help: "Sessions that ended, by reason.",
    label: "reason",
    values: ({ snapshot }) => byReason(snapshot.counts, CLOSE_REASONS),
  },
  gaugeOf("jam_connections", "Connections that are open.", ({ snapshot }) => snapshot.connections.open),
  gaugeOf(
    "jam_connections_limit",
    "Connections that can be open: as set, or as the descriptor limit allows.",
    ({ snapshot }) => snapshot.connections.limit,
  ),
  gaugeOf("jam_threads", "Serving threads that there should be.", ({ snapshot }) => snapshot.threads.length),
  ofThreads("jam_thread_up", "gauge", "1 where the thread lives.", ({ isAlive }) => Number(isAlive)),
  ofThreads(
    "jam_thread_restarts_total",
    "counter",
    "Times that the thread was replaced.",
    (thread) => thread.restarts,
  ),
  ofThreads(
    "jam_thread_beat_age_seconds",
    "gauge",
    "How long ago the thread last gave a sign of life.",
    ({ lastHeartbeatAgoMs }) => lastHeartbeatAgoMs / 1000,
  ),
  gaugeOf("jam_ready", "1 where /readyz is good.", ({ snapshot }) => Number(readiness(snapshot).isGood)),
  gaugeOf(
    "jam_clock_synchronised",
    "1 where the kernel says that its clock is synchronised, 0 where it says not; absent where it cannot tell.",
    ({ snapshot: { clock } }) =>
      clock.status === "unknown" ? undefined : Number(clock.status === "synchronised"),
  ),
  gaugeOf(
    "jam_clock_estimated_error_seconds",
    "The kernel's estimate of its clock's error.",
    ({ snapshot }) => snapshot.clock.estimatedErrorSeconds,
  ),
  gaugeOf(
    "jam_clock_maximum_error_seconds",
    "The most that the kernel's clock may be wrong.",
    ({ snapshot }) => snapshot.clock.maximumErrorSeconds,
  ),
  gaugeOf(
    "process_start_time_seconds",
    "Start of the process, in seconds since 1970.",
    ({ facts }) => facts.startedAt / 1000,
  ),
  {
    name: "process_cpu_seconds_total",
    kind: "counter",
    help: "Processor time of the process, user and system; what a busy thread looks for more work (--busy-poll) is in it.",
    values: ({ processorSeconds }) => ({ "": processorSeconds }),
  },
  gaugeOf("process_resident_memory_bytes", "Memory of the process.", ({ residentBytes }) => residentBytes),
];
