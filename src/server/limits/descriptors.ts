/** How many connections the process's file descriptors allow. */
import { closeSync, openSync, readdirSync, readSync } from "node:fs";

/** Kept free for log files, a replaced thread's sockets, and connections that are accepted to be refused. */
const RESERVE = 16;
/** Kept free for clients of the monitor. */
const MONITOR_RESERVE = 32;

/** Assumed where the system does not report it (macOS's old default). */
const ASSUMED_LIMIT = 256;
const ASSUMED_IN_USE = 64;

/** For /proc/self/limits, 1.3 KiB, read every second for the monitor: readFileSync would take 256 KiB each time. */
const limitsText = Buffer.alloc(4096);

/** Connections that the free descriptors allow; at the limit itself the runtime's accept loop spins. */
export function connectionsAllowed(hasMonitor = false): number {
  const reserve = RESERVE + (hasMonitor ? MONITOR_RESERVE : 0);
  return Math.max(1, descriptorLimit() - descriptorsInUse() - reserve);
}

/** How many more can be opened, at least: a new one gets the lowest free number. Quick, however many are open. */
export function descriptorsLeft(): number {
  try {
    const lowest = openSync("/dev/null", "r");
    closeSync(lowest);
    return descriptorLimit() - lowest;
  } catch {
    return 0;
  }
}

function descriptorLimit(): number {
  const soft = /^Max open files\s+(\S+)/m.exec(readProc(readLimits) ?? "")?.[1];
  if (soft === undefined) return ASSUMED_LIMIT;
  return soft === "unlimited" ? Number.MAX_SAFE_INTEGER : Number(soft);
}

function readLimits(): string {
  const descriptor = openSync("/proc/self/limits", "r");
  try {
    return limitsText.toString("latin1", 0, readSync(descriptor, limitsText));
  } finally {
    closeSync(descriptor);
  }
}

function descriptorsInUse(): number {
  return readProc(() => readdirSync("/proc/self/fd").length) ?? ASSUMED_IN_USE;
}

/** Undefined if there is no /proc. */
function readProc<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
