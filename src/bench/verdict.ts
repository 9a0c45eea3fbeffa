/** What limited a result: decided from measured figures alone, and explained by them. */
import { errorTotal } from "./errors.ts";
import type { LoopPlan } from "./plan.ts";
import type { BenchRecord } from "./record.ts";

export const LABELS = {
  "server-bound": "the generator was waiting for the server's replies",
  "generator-bound": "the generator was at its own limit; the server may be faster",
  "schedule-missed": "requests were sent late, because no connection was free",
  "schedule-kept": "every request was sent on time",
  undecided: "there is too little to decide",
} as const;

export type Label = keyof typeof LABELS;

export interface Verdict {
  readonly label: Label;
  readonly why: string;
}

/** A load thread that used or waited for a core for this share of the time was at its limit. */
const BUSY_SHARE = 0.9;
/** The share of requests that may be late. */
const LATE_SHARE = 0.01;
/** Shorter runs are not judged. */
const SHORTEST_MS = 200;

export function judgeLoad(loop: LoopPlan, record: BenchRecord): Verdict {
  const elapsedMs = Math.max(0, ...record.threads.map((thread) => thread.elapsedMs));
  if (elapsedMs < SHORTEST_MS) return { label: "undecided", why: `it lasted under ${SHORTEST_MS} ms` };
  return loop.kind === "closed" ? judgeClosed(record) : judgeOpen(record);
}

function judgeClosed({ threads }: BenchRecord): Verdict {
  const shares = threads.map(({ cpuMs, waitedForCpuMs, elapsedMs }) =>
    cpuMs === undefined || waitedForCpuMs === undefined
      ? undefined
      : { used: cpuMs / elapsedMs, waited: waitedForCpuMs / elapsedMs },
  );
  const known = shares.filter((share) => share !== undefined);
  if (known.length < shares.length || known.length === 0) {
    return { label: "undecided", why: "this system does not report the CPU time of a thread" };
  }
  const busiest = known.reduce((one, other) =>
    other.used + other.waited > one.used + one.waited ? other : one,
  );
  const used = `its busiest thread used ${percent(busiest.used)} of a core`;
  const waited = busiest.waited >= 0.01 ? ` and waited ${percent(busiest.waited)} of the time for one` : "";
  const isBusy = busiest.used + busiest.waited >= BUSY_SHARE;
  return { label: isBusy ? "generator-bound" : "server-bound", why: `${used}${waited}` };
}

function judgeOpen(record: BenchRecord): Verdict {
  const due = record.replies + record.unsent + errorTotal(record.errors);
  if (due === 0) return { label: "undecided", why: "no request was due" };
  const ownShare = record.lateByGenerator / due;
  if (ownShare > LATE_SHARE) {
    const why = `${percent(ownShare)} of the requests were sent over 1 ms late although a connection was free`;
    return { label: "generator-bound", why };
  }
  const late = (record.lateByServer + record.unsent) / due;
  const why = `${percent(late)} of the requests waited over 1 ms for a free connection`;
  return { label: late > LATE_SHARE ? "schedule-missed" : "schedule-kept", why };
}

function percent(share: number): string {
  const value = Math.min(share, 1) * 100;
  return `${value > 0 && value < 9.95 ? value.toFixed(1) : value.toFixed(0)} %`;
}
