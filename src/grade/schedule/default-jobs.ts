/** How many submissions this machine can judge at once, and why. */
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

export interface Machine {
  readonly cores: number;
  /** Undefined where the system does not state it. */
  readonly availableMib: number | undefined;
}

export interface Jobs {
  readonly jobs: number;
  readonly why: string;
}

/**
 * A judge mostly waits: for replies that must not come, and for time-outs. `npm run compare:class` on 2 cores: 126 s with 4 a
 * core, 105 s with 6; of 24 s of judging a submission, 1.7 s were processor time.
 */
const JOBS_A_CORE = 6;
/** A judge's process and a server's. */
const MIB_A_JOB = 192;
const MOST = 64;

export function defaultJobs({ cores, availableMib }: Machine): Jobs {
  const byCores = Math.min(MOST, Math.max(1, Math.round(cores * JOBS_A_CORE)));
  const byMemory = Math.max(1, Math.floor((availableMib ?? Number.POSITIVE_INFINITY) / MIB_A_JOB));
  if (byMemory < byCores)
    return { jobs: byMemory, why: `${availableMib} MiB of memory are free, and a job takes ${MIB_A_JOB}` };
  const core = cores === 1 ? "1 processor core" : `${cores} processor cores`;
  return { jobs: byCores, why: `this machine has ${core}` };
}

/** A judge's process takes so much of a core until it has loaded. */
const LOAD_MS = 400;

export function startEveryMs({ cores }: Pick<Machine, "cores">): number {
  return LOAD_MS / Math.max(1, cores);
}

/** A container's own limits count, where it has some. */
export function thisMachine(): Machine {
  const mib = [availableMib(), groupMib()].filter((each) => each !== undefined);
  return {
    cores: Math.min(availableParallelism(), quotaCores() ?? Number.POSITIVE_INFINITY),
    availableMib: mib.length === 0 ? undefined : Math.min(...mib),
  };
}

function availableMib(): number | undefined {
  const kib = /^MemAvailable:\s+(\d+)/m.exec(read("/proc/meminfo") ?? "")?.[1];
  return kib === undefined ? undefined : Math.floor(Number(kib) / 1024);
}

/** The limit of a container's control group, version 2 or 1; what is used of it is mostly cache. */
function groupMib(): number | undefined {
  const bytes =
    numberIn("/sys/fs/cgroup/memory.max") ?? numberIn("/sys/fs/cgroup/memory/memory.limit_in_bytes");
  return bytes === undefined ? undefined : Math.floor(bytes / (1 << 20));
}

function quotaCores(): number | undefined {
  const [quota, period] = (read("/sys/fs/cgroup/cpu.max") ?? "").trim().split(" ").map(Number);
  return quota !== undefined && period !== undefined && quota > 0 ? quota / period : undefined;
}

/** Undefined also for `max`. */
function numberIn(file: string): number | undefined {
  const number = Number.parseInt(read(file) ?? "", 10);
  return Number.isFinite(number) ? number : undefined;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
