/** One event of every kind. */
import type { Listening, LogEvent } from "../../../../src/cli/serve/log/levels.ts";
import { COUNTER, type Counts } from "../../../../src/server/counters.ts";

const zeros = Object.fromEntries(Object.keys(COUNTER).map((name) => [name, 0])) as Counts;
export const countsOf = (some: Partial<Counts>): Counts => ({ ...zeros, ...some });

const NAME = { session: "1.7", thread: 1, address: "172.16.16.102", port: 50123 };

export const LISTENING: Listening = {
  kind: "listening",
  version: "0.1.0",
  addresses: ["172.16.16.101", "127.0.0.1"],
  port: 45_000,
  zone: "Asia/Jakarta",
  zoneData: "/usr/share/zoneinfo/Asia/Jakarta",
  zoneVersion: "2026a",
  reply: "JAM 10:20:30",
  threads: 4,
  connectionLimit: 1000,
  idleSeconds: 300,
  lineSeconds: 30,
  stallSeconds: 20,
  lineBytes: 1024,
  lenient: false,
  try: "printf 'TIME\\r\\nQUIT\\r\\n' | nc 127.0.0.1 45000",
};

export const ENDED = {
  ...NAME,
  kind: "session-ended",
  reason: "quit",
  requests: 3,
  errors: 0,
  seconds: 12.345,
} as const satisfies LogEvent;

type OfKind<Kind extends LogEvent["kind"]> = Extract<LogEvent, { readonly kind: Kind }>;

export const EVENTS: { readonly [Kind in LogEvent["kind"]]: OfKind<Kind> } = {
  listening: LISTENING,
  "fd-limit": { kind: "fd-limit", connectionLimit: 12, maxConnections: 10_000 },
  "settings-reloaded": {
    kind: "settings-reloaded",
    changed: [{ setting: "idle-seconds", from: 300, to: 60 }],
    needRestart: [{ setting: "host", from: "*", to: "127.0.0.1" }],
  },
  "settings-rejected": {
    kind: "settings-rejected",
    why: 'jam.toml, port must be a whole number from 0 to 65535, not "x".',
  },
  "zone-changed": {
    kind: "zone-changed",
    from: { zone: "UTC", data: "/etc/localtime", version: undefined },
    to: { zone: "Asia/Jakarta", data: "/usr/share/zoneinfo/Asia/Jakarta", version: "2026a" },
  },
  "zone-unreadable": {
    kind: "zone-unreadable",
    zone: "UTC",
    why: "/etc/localtime is no valid zone file",
  },
  "clock-synchronised": {
    kind: "clock-synchronised",
    status: "synchronised",
    estimatedErrorSeconds: 0.000_021,
    maximumErrorSeconds: 0.0123,
    refuses: false,
    maxClockError: 16,
  },
  "clock-unsynchronised": {
    kind: "clock-unsynchronised",
    status: "unsynchronised",
    estimatedErrorSeconds: 16,
    maximumErrorSeconds: 16,
    refuses: false,
    maxClockError: 16,
  },
  "clock-unknown": {
    kind: "clock-unknown",
    status: "unknown",
    estimatedErrorSeconds: undefined,
    maximumErrorSeconds: undefined,
    refuses: false,
    maxClockError: 16,
  },
  "clock-stepped": { kind: "clock-stepped", seconds: -3600.25 },
  "session-opened": { ...NAME, kind: "session-opened" },
  "session-ended": ENDED,
  "events-dropped": { kind: "events-dropped", events: 130 },
  "connection-refused": {
    kind: "connection-refused",
    thread: 1,
    address: "172.16.16.102",
    port: 50_123,
    reason: "not-allowed",
  },
  "refusals-dropped": { kind: "refusals-dropped", refusals: 130 },
  "log-lines-dropped": { kind: "log-lines-dropped", lines: 3 },
  "thread-died": { kind: "thread-died", thread: 2, why: "out of memory", sessionsLost: 5 },
  "thread-replaced": { kind: "thread-replaced", thread: 2 },
  "taken-over": { kind: "taken-over", from: 4711 },
  "handed-over": { kind: "handed-over", to: 4712 },
  "monitor-listening": { kind: "monitor-listening", url: "http://127.0.0.1:45080/" },
  "monitor-failed": { kind: "monitor-failed", why: "port 45080 is taken" },
  draining: { kind: "draining", open: 3, drainSeconds: 10 },
  stopped: { kind: "stopped", cut: 0, counts: countsOf({ requests: 9, opened: 4 }) },
};
