/** A server that does not exist, as the monitor is given it; every part of it can be set. Knows no test. */
import type { MonitorSource, ObservedServer, ServerFacts } from "../../src/monitor/facts/source.ts";
import { COUNTER, type Counts } from "../../src/server/counters.ts";

export const NO_COUNTS = Object.fromEntries(Object.keys(COUNTER).map((name) => [name, 0])) as Counts;

interface Change {
  readonly facts?: Partial<ServerFacts>;
  readonly server?: Partial<ObservedServer>;
  readonly sessions?: Partial<ObservedServer["sessions"]>;
}

export function sampleSource({ facts, server, sessions }: Change = {}): MonitorSource {
  const logs: ObservedServer["sessions"] = {
    sessions: async () => ({ matching: 0, rows: [] }),
    board: async () => [],
    session: async () => undefined,
    faults: async () => [],
    update: async ({ sessions: query, after }) => ({
      sessions: await logs.sessions(query),
      board: await logs.board(),
      faults: await logs.faults(after),
      isComplete: true,
    }),
    faultsDropped: () => 0,
    loads: () => [0, 1].map(() => ({ open: 1, requests: 0 })),
    isBusy: false,
    ...sessions,
  };
  return {
    facts: () => ({
      version: "0.1.0",
      pid: 4711,
      startedAt: 1_700_000_000_000,
      listening: { addresses: ["127.0.0.1"], port: 45_000 },
      network: { addresses: ["172.16.16.101"], page: undefined },
      zone: "Asia/Jakarta",
      offsets: [{ from: 1_700_000_000_000, seconds: 7 * 3600 }],
      pattern: "%H:%M:%S",
      lenient: false,
      records: 20,
      reply: "JAM 10:20:30",
      isDraining: false,
      isClockFit: true,
      ...facts,
    }),
    server: {
      port: 45_000,
      open: 3,
      connectionLimit: 10_000,
      clock: { status: "synchronised", estimatedErrorSeconds: 0.000_4, maximumErrorSeconds: 0.02 },
      counts: () => NO_COUNTS,
      threads: () =>
        [0, 1].map((thread) => ({ thread, isAlive: true, restarts: 0, lastHeartbeatAgoMs: 300 })),
      sessions: logs,
      ...server,
    },
  };
}
