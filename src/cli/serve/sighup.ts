/** What SIGHUP means to this process: its terminal was closed, or reload the settings. */
import { closeSync, openSync, readFileSync } from "node:fs";

/** SIGHUP's bit in the masks of /proc: signals count from 1. */
const SIGHUP_BIT = 1n;

/**
 * Call at the start: a terminal that is gone is no longer the controlling terminal of any process.
 * @returns "nothing" under nohup(1), which ignores the signal on purpose
 */
export function sighupMeaning(): "closed" | "reload" | "nothing" {
  if (!hasControllingTerminal()) return "reload";
  return isIgnored() ? "nothing" : "closed";
}

/** Opening /dev/tty succeeds for a process that has one, and fails with ENXIO for any other (tty(4)). */
function hasControllingTerminal(): boolean {
  try {
    closeSync(openSync("/dev/tty", "r"));
    return true;
  } catch {
    return false;
  }
}

function isIgnored(): boolean {
  try {
    const mask = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
    return mask !== undefined && (BigInt(`0x${mask}`) & SIGHUP_BIT) !== 0n;
  } catch {
    return false; // not Linux
  }
}
