/** What SIGHUP means to this process: that its terminal was closed, or that its settings are to be read again. */
import { closeSync, openSync, readFileSync } from "node:fs";

/** SIGHUP's bit in the masks of /proc: signals count from 1. */
const SIGHUP_BIT = 1n;

/**
 * To be asked at the start: once the terminal is gone it is nobody's controlling terminal any more.
 * @returns "nothing" under nohup(1), which is there so that the closed terminal ends nothing
 */
export function sighupMeaning(): "closed" | "read-again" | "nothing" {
  if (!hasControllingTerminal()) return "read-again";
  return isIgnored() ? "nothing" : "closed";
}

/** The kernel opens /dev/tty for a process that has one, and says ENXIO to any other (tty(4)). */
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
    return false; // no Linux
  }
}
