/** The Linux kernel's clock status, through libc by bun:ffi. Loaded only when it is needed. */
import type { KernelReading } from "../../clock/trust.ts";
import { openLibc } from "../../proc/libc.ts";

/** The system call adjtimex(2); libc's adjtimex() calls clock_adjtime(2), which containers before 2020 forbid. */
const ADJTIMEX: Readonly<Record<string, number>> = { x64: 159, arm64: 171 };

/** CLOCK_BOOTTIME of linux/time.h: like CLOCK_MONOTONIC, but it goes on while the machine sleeps. */
const BOOTTIME = 7;

// struct timex of 64-bit Linux, in words of 8 bytes; `modes` stays 0, which sets nothing.
const TIMEX_WORDS = 26;
const [MAX_ERROR, ESTIMATED_ERROR, STATUS] = [3, 4, 5];

export interface KernelClock {
  /** Undefined if the call is forbidden, as under seccomp. */
  read(): KernelReading | undefined;
  elapsedMs(): number;
}

/** Undefined if this is not Linux, or libc cannot be loaded. */
export function openKernelClock(): KernelClock | undefined {
  const call = ADJTIMEX[process.arch];
  if (process.platform !== "linux" || call === undefined) return undefined;
  const libc = openLibc({
    syscall: { args: ["i64", "buffer"], returns: "i64" },
    clock_gettime: { args: ["i32", "buffer"], returns: "i32" },
  });
  if (libc === undefined) return undefined;
  const timex = new BigInt64Array(TIMEX_WORDS);
  const timespec = new BigInt64Array(2);
  return {
    read() {
      timex[0] = 0n;
      const state = Number(libc.syscall(call, timex));
      if (state < 0) return undefined;
      return {
        state,
        status: Number(BigInt.asIntN(32, timex[STATUS] as bigint)), // an int; padding follows it
        estimatedErrorMicroseconds: Number(timex[ESTIMATED_ERROR]),
        maximumErrorMicroseconds: Number(timex[MAX_ERROR]),
      };
    },
    elapsedMs() {
      libc.clock_gettime(BOOTTIME, timespec);
      return Number(timespec[0]) * 1000 + Number(timespec[1]) / 1e6;
    },
  };
}
