/** A thread counts up its heartbeat while it works; the readings show whether it hangs. Time is an argument. */

/** How often the main thread checks. */
export const CHECK_MS = 250;

/** A thread without a heartbeat for this long is considered hung (heartbeats: every 250 ms and per chunk). */
const HUNG_MS = 2_000;

/** A thread's own start: 256 of them on a single core take a few seconds. */
const STARTING_MS = 20_000;

export function heartbeatMemory(threads: number): SharedArrayBuffer {
  return new SharedArrayBuffer(threads * Int32Array.BYTES_PER_ELEMENT);
}

export class Heartbeat {
  readonly #cells: Int32Array;
  readonly #thread: number;

  constructor(memory: SharedArrayBuffer, thread: number) {
    this.#cells = new Int32Array(memory);
    this.#thread = thread;
  }

  /** Needs no lock, since each thread writes only its own cell. May wrap: only a change matters. */
  beat(): void {
    this.#cells[this.#thread] = (this.#cells[this.#thread] as number) + 1;
  }

  read(): number {
    return Atomics.load(this.#cells, this.#thread);
  }
}

export interface Watch {
  /** The last reading. */
  readonly beat: number;
  /** Since it changed; a check that comes late counts as one on time. */
  readonly silentMs: number;
  readonly hasBeaten: boolean;
}

/** @param beat the reading before the thread runs */
export function startWatch(beat: number): Watch {
  return { beat, silentMs: 0, hasBeaten: false };
}

/**
 * @param passedMs since the last check, counted as CHECK_MS at most: if the check is late, this thread did not run
 * itself, and the others may not have either (the process was stopped, the machine slept or is overloaded)
 */
export function nextWatch(watch: Watch, beat: number, passedMs: number): Watch {
  if (beat !== watch.beat) return { beat, silentMs: 0, hasBeaten: true };
  return { ...watch, silentMs: watch.silentMs + Math.min(passedMs, CHECK_MS) };
}

export function isHung({ silentMs, hasBeaten }: Watch): boolean {
  return silentMs >= (hasBeaten ? HUNG_MS : STARTING_MS);
}
