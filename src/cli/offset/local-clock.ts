/** This machine's clock as its kernel sees it: whether it is synchronised, and whether it is being slewed. */
import { type ClockStatus, clockStatusOf, KERNEL_BOUND_SECONDS } from "../../clock/trust.ts";
import { openLibc } from "../../proc/libc.ts";
import { openKernelClock } from "../../server/clock/kernel-clock.ts";

/** linux/time.h: CLOCK_MONOTONIC is slewed, and CLOCK_MONOTONIC_RAW is not. */
const [MONOTONIC, RAW] = [1, 4];

/** What corrects a crystal is less; adjtime(3) slews by 500 millionths, and chrony by up to 83,333. */
const SLEW_PPM = 200;

export interface LocalClock {
  readonly status: ClockStatus["status"];
  readonly maximumErrorSeconds: number | undefined;
  /** Millionths by which it is slewed; undefined if it is not, or if that is unknown. */
  readonly slewPpm: number | undefined;
}

export class LocalClockWatch {
  readonly #libc = openLibc({ clock_gettime: { args: ["i32", "buffer"], returns: "i32" } });
  readonly #kernel = openKernelClock();
  readonly #timespec = new BigInt64Array(new ArrayBuffer(16));
  readonly #start = this.#read();

  /** Since this watch was made. */
  status(): LocalClock {
    const { status, maximumErrorSeconds } = clockStatusOf(this.#kernel?.read(), KERNEL_BOUND_SECONDS);
    return { status, maximumErrorSeconds, slewPpm: this.#slewPpm() };
  }

  #slewPpm(): number | undefined {
    const now = this.#read();
    if (now === undefined || this.#start === undefined) return undefined;
    const raw = now.rawMs - this.#start.rawMs;
    const ppm = raw > 0 ? Math.round((1e6 * (now.monotonicMs - this.#start.monotonicMs - raw)) / raw) : 0;
    return Math.abs(ppm) > SLEW_PPM ? ppm : undefined;
  }

  /** The second clock between two readings of the first, so that an interruption does not look like slewing. */
  #read(): { readonly monotonicMs: number; readonly rawMs: number } | undefined {
    if (this.#libc === undefined) return undefined;
    for (let tries = 0; ; tries++) {
      const before = this.#clock(RAW);
      const monotonicMs = this.#clock(MONOTONIC);
      const after = this.#clock(RAW);
      if (after - before < 0.01 || tries > 20) return { monotonicMs, rawMs: (before + after) / 2 };
    }
  }

  #clock(id: number): number {
    this.#libc?.clock_gettime(id, this.#timespec);
    return Number(this.#timespec[0]) * 1000 + Number(this.#timespec[1]) / 1e6;
  }
}
