/** What held a result down: decided from measured facts alone, with the facts in words. */

import { faultTotal } from "./faults.ts";
import type { LoopPlan } from "./plan.ts";
import type { BenchRecord } from "./record.ts";

export const LABELS = {
  "server-bound": "the generator had time to spare: it waited for the server's replies",
  "generator-bound": "the generator was at its own limit: the server may well do more",
  "schedule-missed": "requests could not go out when they were due, for no connection was free",
  "schedule-kept": "every request went out when it was due",
  undecided: "nothing can be said",
} as const;

export type Label = keyof typeof LABELS;

export interface Verdict {
  readonly label: Label;
  readonly why: string;
}

/** A generator's thread that used or wanted this much of its time had none to spare. */
const BUSY_SHARE = 0.9;
/** So many requests may be late. */
const LATE_SHARE = 0.01;
/** What lasted shorter says nothing. */
const LEAST_MS = 200;

export function judgeLoad(pace: LoopPlan, record: BenchRecord): Verdict {
  const elapsedMs = Math.max(0, ...record.threads.map((thread) => thread.elapsedMs));
  if (elapsedMs < LEAST_MS) return { label: "undecided", why: `it lasted under ${LEAST_MS} ms` };
  return pace.kind === "closed" ? judgeClosed(record) : judgeOpen(record);
}

function judgeClosed({ threads }: BenchRecord): Verdict {
  const shares = threads.map(({ cpuMs, waitedForCpuMs, elapsedMs }) =>
    cpuMs === undefined || waitedForCpuMs === undefined
      ? undefined
      : { used: cpuMs / elapsedMs, waited: waitedForCpuMs / elapsedMs },
  );
  const known = shares.filter((share) => share !== undefined);
  if (known.length < shares.length || known.length === 0) {
    return { label: "undecided", why: "this system does not tell a thread's processor time" };
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
  const due = record.replies + record.unsent + faultTotal(record.faults);
  if (due === 0) return { label: "undecided", why: "nothing fell due" };
  const ownShare = record.lateByGenerator / due;
  if (ownShare > LATE_SHARE) {
    const why = `${percent(ownShare)} of the requests went out over 1 ms late while a connection was free`;
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
