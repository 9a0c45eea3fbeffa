/** Readings of the machine's clocks → its status, and the events to emit. Readings are arguments. */

/** What adjtimex(2) returns. */
export interface KernelReading {
  /** Its return value: the clock state. */
  readonly state: number;
  readonly status: number;
  readonly estimatedErrorMicroseconds: number;
  readonly maximumErrorMicroseconds: number;
}

export interface ClockReading {
  /** Milliseconds since 1970, as they are served. */
  readonly wallMs: number;
  /** Milliseconds of a clock that is never set, and that goes on while the machine sleeps. */
  readonly elapsedMs: number;
  /** How long reading both took, by `elapsedMs`' clock. */
  readonly tookMs: number;
  /** Undefined if the kernel's status is not available. */
  readonly kernel: KernelReading | undefined;
}

export interface ClockStatus {
  readonly status: "synchronised" | "unsynchronised" | "unknown";
  readonly estimatedErrorSeconds: number | undefined;
  readonly maximumErrorSeconds: number | undefined;
}

export interface ClockPolicy {
  /** Whether time is refused while the clock is not known to be right (CLOCK-2). */
  readonly requireSync: boolean;
  /** Seconds. Over this maximum error it counts as not synchronised (CLOCK-3). */
  readonly maxClockError: number;
}

/** Emitted when the status, or whether we refuse, changes. */
export interface ClockStatusEvent extends ClockStatus {
  /** Whether time is refused from now on. */
  readonly refuses: boolean;
  /** The bound, in seconds. */
  readonly maxClockError: number;
}

export type ClockEvent =
  | ({ readonly kind: "clock-synchronised" } & ClockStatusEvent)
  | ({ readonly kind: "clock-unsynchronised" } & ClockStatusEvent)
  | ({ readonly kind: "clock-unknown" } & ClockStatusEvent)
  /** The clock was set, by so many seconds ahead, or back if below 0. */
  | { readonly kind: "clock-stepped"; readonly seconds: number };

/** linux/timex.h: what adjtimex(2) returns for an unsynchronised clock, and the bit in its status. */
const TIME_ERROR = 5;
const STA_UNSYNC = 0x40;

/** At this maximum error the kernel itself sets the status to unsynchronised (NTP_PHASE_LIMIT in linux/timex.h). */
export const KERNEL_BOUND_SECONDS = 16;

/** Below the step thresholds of ntpd (0.128 s), timesyncd (0.4 s) and chrony (1 s); slewing moves both clocks alike. */
const STEP_MS = 100; // CLOCK-4

/** A reading that took longer, because the process was suspended between the clocks, cannot show a step. */
const READING_MS = 10;

const UNKNOWN: ClockStatus = {
  status: "unknown",
  estimatedErrorSeconds: undefined,
  maximumErrorSeconds: undefined,
};

/**
 * The maximum error is compared with the bound, not the estimated one: it is what chrony and ntpd call the root
 * distance, within which the true time certainly lies, and it grows by 0.5 ms a second once the clock is no longer
 * corrected, while the estimate stays at its last good value.
 */
export function clockStatusOf(kernel: KernelReading | undefined, boundSeconds: number): ClockStatus {
  if (kernel === undefined) return UNKNOWN;
  const maximumErrorSeconds = kernel.maximumErrorMicroseconds / 1e6;
  const isLost = kernel.state === TIME_ERROR || (kernel.status & STA_UNSYNC) !== 0;
  return {
    status: isLost || maximumErrorSeconds > boundSeconds ? "unsynchronised" : "synchronised",
    estimatedErrorSeconds: kernel.estimatedErrorMicroseconds / 1e6,
    maximumErrorSeconds,
  };
}

/** The clock's status from reading to reading. */
export class ClockTrust {
  #status: ClockStatus = UNKNOWN;
  /** The last event's. */
  #emitted: Pick<ClockStatusEvent, "status" | "refuses"> | undefined;
  #last: ClockReading | undefined;

  get status(): ClockStatus {
    return this.#status;
  }

  /** Whether time requests are refused under this policy. */
  refuses({ requireSync }: ClockPolicy): boolean {
    return requireSync && this.#status.status !== "synchronised"; // RFC 868: no time rather than a wrong one
  }

  /** @returns what has changed since the previous reading */
  read(reading: ClockReading, policy: ClockPolicy): readonly ClockEvent[] {
    const events: ClockEvent[] = [];
    const seconds = this.#stepUntil(reading);
    if (seconds !== undefined) events.push({ kind: "clock-stepped", seconds });
    const current = clockStatusOf(reading.kernel, policy.maxClockError);
    this.#status = current;
    const { status } = current;
    const refuses = this.refuses(policy);
    if (status === this.#emitted?.status && refuses === this.#emitted.refuses) return events;
    this.#emitted = { status, refuses };
    events.push({ kind: `clock-${status}`, ...current, refuses, maxClockError: policy.maxClockError });
    return events;
  }

  #stepUntil(reading: ClockReading): number | undefined {
    if (reading.tookMs > READING_MS) return undefined;
    const last = this.#last;
    this.#last = reading;
    if (last === undefined) return undefined;
    const stepMs = reading.wallMs - last.wallMs - (reading.elapsedMs - last.elapsedMs);
    return Math.abs(stepMs) < STEP_MS ? undefined : Math.round(stepMs) / 1000;
  }
}
