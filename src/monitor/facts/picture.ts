/** The updates of a stream → what the page and `jam top` show. Bounded: nothing in it grows without end. */
import type { BoardRow, Sample, SessionFault, SessionList, Status, Update } from "./api.ts";

export interface Picture {
  readonly status: Status;
  readonly sessions: SessionList;
  readonly board: readonly BoardRow[];
  /** Newest first. */
  readonly faults: readonly SessionFault[];
  readonly faultsDropped: number;
  /** One a second, in order of time. */
  readonly samples: readonly Sample[];
}

export const KEPT_FAULTS = 200;
export const KEPT_SAMPLES = 300;

/** A stream that reconnects repeats what is known already; a server that restarted starts from nothing. */
export function foldUpdate(before: Picture | undefined, update: Update): Picture {
  const isSameServer = before?.status.startedAt === update.status.startedAt;
  const faults = isSameServer ? before.faults : [];
  const samples = isSameServer ? before.samples : [];
  const newestFault = faults[0]?.number ?? 0;
  const newestSample = samples.at(-1)?.at ?? 0;
  const newFaults = update.faults.faults.filter(({ number }) => number > newestFault);
  const newSamples = update.samples.filter(({ at }) => at > newestSample);
  return {
    status: update.status,
    sessions: update.sessions,
    board: update.board,
    faults: newFaults.length === 0 ? faults : [...newFaults, ...faults].slice(0, KEPT_FAULTS),
    faultsDropped: update.faults.dropped,
    samples: newSamples.length === 0 ? samples : [...samples, ...newSamples].slice(-KEPT_SAMPLES),
  };
}
