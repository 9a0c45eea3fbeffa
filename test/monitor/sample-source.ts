/** A server that is not there, as the monitor would be given it: what it tells can be set. Knows no test. */

import type { MonitorSource, Snapshot } from "../../src/monitor/facts/source.ts";
import { COUNTER, type Counts } from "../../src/server/counters.ts";
import type { ServerSessions } from "../../src/server/sessions/all-threads.ts";

export const NO_COUNTS = Object.fromEntries(Object.keys(COUNTER).map((name) => [name, 0])) as Counts;

const SNAPSHOT: Snapshot = {
  isDraining: false,
  reply: "JAM 10:20:30",
  connections: { open: 3, limit: 10_000 },
  counts: NO_COUNTS,
  clock: { status: "synchronised", estimatedErrorSeconds: 0.000_4, maximumErrorSeconds: 0.02 },
  isClockFit: true,
  threads: [0, 1].map((thread) => ({ thread, isAlive: true, restarts: 0, lastHeartbeatAgoMs: 300 })),
};

export interface SampleSource extends MonitorSource {
  told: Snapshot;
  requests: number[];
}

export function sampleSource(
  change: Partial<Snapshot> = {},
  books: Partial<ServerSessions> = {},
): SampleSource {
  const source: SampleSource = {
    told: { ...SNAPSHOT, ...change },
    requests: [0, 0],
    facts: {
      version: "0.1.0",
      pid: 4711,
      startedAt: 1_700_000_000_000,
      listening: { addresses: ["127.0.0.1"], port: 45_000 },
      zone: "Asia/Jakarta",
      pattern: "%H:%M:%S",
      lenient: false,
      records: 20,
    },
    snapshot: () => source.told,
    sessions: {
      sessions: async () => ({ matching: 0, rows: [] }),
      session: async () => undefined,
      faults: async () => [],
      faultsDropped: () => 0,
      loads: () => source.requests.map((requests) => ({ open: 1, requests })),
      isBusy: false,
      ...books,
    },
  };
  return source;
}
