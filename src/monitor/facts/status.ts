/** A snapshot and the last second's rates → the status that is told. */
import type { Status } from "./api.ts";
import type { Sampler } from "./sampler.ts";
import type { MonitorSource } from "./source.ts";

export function statusOf(
  { facts, sessions, snapshot }: MonitorSource,
  sampler: Sampler,
  now: number,
): Status {
  const { records, ...own } = facts;
  const { isDraining, reply, connections, counts, clock, threads } = snapshot();
  const loads = sessions.loads();
  return {
    ...own,
    state: isDraining ? "draining" : "serving",
    now,
    reply,
    clock,
    connections,
    counts,
    rates: sampler.rates,
    threads: threads.map(({ thread, isAlive, restarts }) => ({
      thread,
      isAlive,
      restarts,
      open: loads[thread]?.open ?? 0,
      requestsPerSecond: sampler.threadRates[thread] ?? 0,
    })),
    recording: { sessions: records, isSuspended: sessions.isBusy },
  };
}
