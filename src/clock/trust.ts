/** Readings of the machine's clocks → what is to be told of them. Knows no clock: readings are handed in. */

/** What adjtimex(2) gives. */
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
  /** Milliseconds of a clock that nobody sets, and that goes on while the machine sleeps. */
  readonly elapsedMs: number;
  /** How long the two took to read, by the second. */
  readonly tookMs: number;
  /** Undefined where the kernel's word cannot be had. */
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

/** Said where the word, or what follows from it, has changed. */
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
  /** Somebody set the clock. @param seconds ahead, or below 0 back */
  | { readonly kind: "clock-stepped"; readonly seconds: number };

/** linux/timex.h: what adjtimex(2) returns of a clock that nothing disciplines, and the bit of its status. */
const TIME_ERROR = 5;
const STA_UNSYNC = 0x40;

/** The kernel gives up its own word at this maximum error (NTP_PHASE_LIMIT in linux/timex.h). */
export const KERNEL_BOUND_SECONDS = 16;

/** Under a step of ntpd (0.128 s), timesyncd (0.4 s) and chrony (1 s); slewing moves both clocks alike. */
const STEP_MS = 100; // CLOCK-4

/** A reading in which the process was held up between its clocks says nothing of a step. */
const READING_MS = 10;

const UNKNOWN: ClockStatus = {
  status: "unknown",
  estimatedErrorSeconds: undefined,
  maximumErrorSeconds: undefined,
};

/**
 * The maximum error is what is held to the bound, and not the estimated one: it is what chrony and ntpd call the
 * root distance, in which the true time lies for certain, and it grows by 0.5 ms a second when nobody corrects the
 * clock any more, while the estimate stands still at the last good value.
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

/** Follows the clocks from reading to reading. */
export class ClockTrust {
  #word: ClockStatus = UNKNOWN;
  /** What was told last. */
  #told: Pick<ClockStatusEvent, "status" | "refuses"> | undefined;
  #last: ClockReading | undefined;

  get status(): ClockStatus {
    return this.#word;
  }

  /** Whether a time is to be refused under this policy. */
  refuses({ requireSync }: ClockPolicy): boolean {
    return requireSync && this.#word.status !== "synchronised"; // RFC 868: rather none than a wrong one
  }

  /** @returns what has changed since the reading before */
  read(reading: ClockReading, policy: ClockPolicy): readonly ClockEvent[] {
    const events: ClockEvent[] = [];
    const seconds = this.#stepUntil(reading);
    if (seconds !== undefined) events.push({ kind: "clock-stepped", seconds });
    const word = clockStatusOf(reading.kernel, policy.maxClockError);
    this.#word = word;
    const { status } = word;
    const refuses = this.refuses(policy);
    if (status === this.#told?.status && refuses === this.#told.refuses) return events;
    this.#told = { status, refuses };
    events.push({ kind: `clock-${status}`, ...word, refuses, maxClockError: policy.maxClockError });
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
