/** Readings of a thread's heartbeat → whether it hangs. Pure: time is an argument, in milliseconds. */

/** How often the main thread looks. */
export const CHECK_MS = 250;

/** A thread beats every 250 ms, and with every chunk; one that does not get on for so long never will. */
const HUNG_MS = 2_000;

/** A thread's own start: 256 of them on a single core take a few seconds. */
const STARTING_MS = 20_000;

export interface Watch {
  /** The last reading. */
  readonly beat: number;
  /** Since it changed, so far as the looks came on time. */
  readonly silentMs: number;
  readonly hasBeaten: boolean;
}

/** @param beat what stands in the cell before the thread runs */
export function startWatch(beat: number): Watch {
  return { beat, silentMs: 0, hasBeaten: false };
}

/**
 * @param passedMs since the last look. A late one counts for no more than one on time: who looks late did not run
 * itself, and then the threads may not have either (the process was stopped, the machine slept or is overloaded).
 */
export function nextWatch(pulse: Watch, beat: number, passedMs: number): Watch {
  if (beat !== pulse.beat) return { beat, silentMs: 0, hasBeaten: true };
  return { ...pulse, silentMs: pulse.silentMs + Math.min(passedMs, CHECK_MS) };
}

export function isHung({ silentMs, hasBeaten }: Watch): boolean {
  return silentMs >= (hasBeaten ? HUNG_MS : STARTING_MS);
}
