/** What a submission may use: the defaults, and the range of each in grade.toml. */
import type { Limits } from "../../plan.ts";

export interface Range {
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

/** Seconds. A first build in Go or Java takes some ten on a machine whose processors are all taken. */
const BUILD_SECONDS: Range = { default: 120, min: 1, max: 3600 };
/** Seconds. A server that answers nothing makes every case wait until its end. */
const JUDGE_SECONDS: Range = { default: 300, min: 10, max: 7200 };
/**
 * Seconds of processor time for each core of the machine, because a server that never sleeps takes all that it can get, and
 * must not have another grade where there are more of them. A right server takes some two in all.
 */
const CPU_SECONDS: Range = { default: 60, min: 1, max: 7200 };
/** MiB. A JVM takes 150 for a small server, with a thread for each client. */
const MEMORY_MIB: Range = { default: 512, min: 16, max: 16_384 };
/** Threads count too: a server with a thread or a process for each client, and those that the JVM, Go and Node start. */
const PROCESSES: Range = { default: 512, min: 8, max: 32_768 };
/** Debian's own soft limit, under which students work. */
const DESCRIPTORS: Range = { default: 1024, min: 32, max: 65_536 };
/** MiB of one file, such as an executable or a log. */
const FILE_MIB: Range = { default: 64, min: 1, max: 4096 };
/** MiB of standard output and error. A line for each request comes to far less. */
const OUTPUT_MIB: Range = { default: 16, min: 1, max: 1024 };

export const LIMIT_RANGES: Readonly<Record<keyof Limits, Range>> = {
  buildSeconds: BUILD_SECONDS,
  judgeSeconds: JUDGE_SECONDS,
  cpuSeconds: CPU_SECONDS,
  memoryMib: MEMORY_MIB,
  processes: PROCESSES,
  descriptors: DESCRIPTORS,
  fileMib: FILE_MIB,
  outputMib: OUTPUT_MIB,
};

/** Seconds until the server listens, as of `jam check`. */
export const START_TIMEOUT: Range = { default: 10, min: 1, max: 600 };
export const PORT: Range = { default: 45_000, min: 1, max: 65_535 };

export const DEFAULT_LIMITS: Limits = {
  buildSeconds: BUILD_SECONDS.default,
  judgeSeconds: JUDGE_SECONDS.default,
  cpuSeconds: CPU_SECONDS.default,
  memoryMib: MEMORY_MIB.default,
  processes: PROCESSES.default,
  descriptors: DESCRIPTORS.default,
  fileMib: FILE_MIB.default,
  outputMib: OUTPUT_MIB.default,
};
