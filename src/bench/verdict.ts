/** What limited a result: decided from measured figures alone, and explained by them. */
import { errorTotal } from "./errors.ts";
import type { LoopPlan } from "./plan.ts";
import type { BenchRecord } from "./record.ts";
import { mergeEnds, type ServerEnd } from "./server-life.ts";

export const LABELS = {
  "server-bound": "the generator was waiting for the server's replies",
  "generator-bound": "the generator was at its own limit; the server may be faster",
  "machine-busy":
    "the generator waited for a core, and the server may have; on a quiet machine it may be faster",
  "schedule-missed": "requests were sent late, because no connection was free",
  "schedule-kept": "every request was sent on time",
  "server-gone": "its connections ended, and no new one could be made",
  "server-silent": "requests were sent, and no reply came any more",
  undecided: "there is too little to decide",
} as const;

export type Label = keyof typeof LABELS;

export interface Verdict {
  readonly label: Label;
  readonly why: string;
}

/** A load thread that used or waited for a core for this share of the time was at its limit. */
const BUSY_SHARE = 0.9;
/** A thread that was ready to run and did not get a core for this share of the time was slowed by it. */
const WAITED_SHARE = 0.2;
/** The same for a thread at its limit. */
const WAITED_SHARE_AT_LIMIT = 0.05;
/** The share of requests that may be late. */
const LATE_SHARE = 0.01;
/** Shorter runs are not judged. */
const SHORTEST_MS = 200;

export function judgeLoad(loop: LoopPlan, record: BenchRecord): Verdict {
  const end = serverEndOf(record);
  if (end.kind !== "alive") return judgeEnd(end);
  const elapsedMs = Math.max(0, ...record.threads.map((thread) => thread.elapsedMs));
  if (elapsedMs < SHORTEST_MS) return { label: "undecided", why: `it lasted under ${SHORTEST_MS} ms` };
  return loop.kind === "closed" ? judgeClosed(record) : judgeOpen(record);
}

export function serverEndOf({ threads }: BenchRecord): ServerEnd {
  return mergeEnds(threads.map(({ serverEnd }) => serverEnd));
}

function judgeEnd({ kind, afterMs }: Exclude<ServerEnd, { readonly kind: "alive" }>): Verdict {
  const why = `the rate is that of the ${formatSeconds(afterMs / 1000)} until then`;
  return { label: kind === "gone" ? "server-gone" : "server-silent", why };
}

function judgeClosed({ threads }: BenchRecord): Verdict {
  const busiest = busiestOf(threads);
  if (busiest === undefined) {
    return { label: "undecided", why: "this system does not report the CPU time of a thread" };
  }
  const waited = busiest.waited >= 0.01 ? ` and waited ${percent(busiest.waited)} of the time for one` : "";
  const why = `its busiest thread used ${percent(busiest.used)} of a core${waited}`;
  const isAtLimit = busiest.used + busiest.waited >= BUSY_SHARE;
  const isMachineBusy = busiest.waited >= (isAtLimit ? WAITED_SHARE_AT_LIMIT : WAITED_SHARE);
  return { label: isMachineBusy ? "machine-busy" : isAtLimit ? "generator-bound" : "server-bound", why };
}

function judgeOpen(record: BenchRecord): Verdict {
  const due = record.replies + record.unsent + errorTotal(record.errors);
  if (due === 0) return { label: "undecided", why: "no request was due" };
  const ownShare = record.lateByGenerator / due;
  if (ownShare > LATE_SHARE && record.lateByGenerator >= record.lateByServer + record.unsent) {
    const waited = busiestOf(record.threads)?.waited ?? 0;
    const why = `${percent(ownShare)} of the requests were sent over 1 ms late although a connection was free`;
    // Requests that are due while a thread waits for a core are late: about as many of them as of the time.
    const isMachineBusy = waited >= ownShare / 4 || waited >= WAITED_SHARE_AT_LIMIT;
    const cause = isMachineBusy ? `, and a thread waited ${percent(waited)} of the time for a core` : "";
    return { label: isMachineBusy ? "machine-busy" : "generator-bound", why: `${why}${cause}` };
  }
  const late = (record.lateByServer + record.unsent) / due;
  const why = `${percent(late)} of the requests waited over 1 ms for a free connection`;
  return { label: late > LATE_SHARE ? "schedule-missed" : "schedule-kept", why };
}

interface CpuShares {
  readonly used: number;
  readonly waited: number;
}

/** Undefined if the system does not report every thread's CPU time. */
function busiestOf(threads: BenchRecord["threads"]): CpuShares | undefined {
  let busiest: CpuShares | undefined;
  for (const { cpuMs, waitedForCpuMs, elapsedMs } of threads) {
    if (cpuMs === undefined || waitedForCpuMs === undefined) return undefined;
    const shares = { used: cpuMs / elapsedMs, waited: waitedForCpuMs / elapsedMs };
    if (busiest === undefined || shares.used + shares.waited > busiest.used + busiest.waited)
      busiest = shares;
  }
  return busiest;
}

export function formatSeconds(seconds: number): string {
  return `${Number(seconds.toPrecision(3))} s`;
}

function percent(share: number): string {
  const value = Math.min(share, 1) * 100;
  return `${value > 0 && value < 9.95 ? value.toFixed(1) : value.toFixed(0)} %`;
}
