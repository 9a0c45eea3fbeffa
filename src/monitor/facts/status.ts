/** The server and the rates of the last second → `GET /api/v1/status`. */
import type { Status } from "./api.ts";
import type { Sampler } from "./sampler.ts";
import type { MonitorSource } from "./source.ts";

export function statusOf({ server, facts }: MonitorSource, sampler: Sampler, now: number): Status {
  const { records, isDraining, isClockFit: _, ...own } = facts();
  const { open, connectionLimit, clock, sessions } = server;
  const loads = sessions.loads();
  return {
    ...own,
    state: isDraining ? "draining" : "serving",
    now,
    clock,
    connections: { open, limit: connectionLimit },
    counts: server.counts(),
    rates: sampler.rates,
    threads: server.threads().map(({ thread, isAlive, restarts }) => ({
      thread,
      isAlive,
      restarts,
      open: loads[thread]?.open ?? 0,
      requestsPerSecond: sampler.threadRates[thread] ?? 0,
    })),
    recording: { sessions: records, isSuspended: sessions.isBusy },
  };
}
