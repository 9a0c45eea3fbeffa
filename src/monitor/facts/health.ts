/** Whether the server lives, and whether it should be sent clients; and if not, why. Pure. */
import type { Health } from "./api.ts";
import type { Snapshot } from "./source.ts";

/** A thread whose heart has not beaten for so long hangs; it beats every second. */
const BEAT_MS = 5_000;

/** The process lives, and so does every thread. */
export function liveness({ threads }: Snapshot): Health {
  return verdict(threadFaults(threads));
}

/** It accepts, is not about to stop, and its clock is fit to be served. */
export function readiness(snapshot: Snapshot): Health {
  const { threads, isDraining, isClockFit, clock } = snapshot;
  const faults = [...threadFaults(threads)];
  if (isDraining) faults.push("the server is stopping");
  if (!isClockFit) faults.push(`the clock is not fit to be served: ${clock.status}`);
  return verdict(faults);
}

function threadFaults(threads: Snapshot["threads"]): readonly string[] {
  return threads.flatMap(({ thread, isAlive, lastHeartbeatAgoMs }) => {
    if (!isAlive) return [`thread ${thread} is dead`];
    if (lastHeartbeatAgoMs <= BEAT_MS) return [];
    return [`thread ${thread} has not answered for ${(lastHeartbeatAgoMs / 1000).toFixed(1)} s`];
  });
}

function verdict(because: readonly string[]): Health {
  return { isGood: because.length === 0, because };
}
