/** Which listening sockets another process takes over: a thread that stops must not empty or close their queues. */
import type { Inherited } from "../settings.ts";

export interface Handover {
  /** To pass to the other process. */
  readonly descriptors: readonly number[];
  /** Those of each thread, one array for the life of a thread. */
  readonly byThread: readonly (readonly number[])[];
}

/** @param byThread the listening sockets of each thread */
export function handoverOf(byThread: Handover["byThread"], inherited: Inherited | undefined): Handover {
  return { descriptors: inherited?.descriptors ?? byThread.flat(), byThread };
}

/**
 * The listening sockets of a thread that stay open after it stops.
 * @param listeners its own now; if it was replaced after the handover, those that it opened are no one else's
 */
export function keptOpen(
  thread: number,
  listeners: readonly number[],
  inherited: Inherited | undefined,
  handover: Handover | undefined,
): readonly number[] {
  if (inherited?.isKeptOpen) return listeners;
  if (handover === undefined) return [];
  return inherited !== undefined || handover.byThread[thread] === listeners ? listeners : [];
}
