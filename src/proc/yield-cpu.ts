/** Gives up the CPU: another thread that waits for it runs first (sched_yield(2)). */
import { openLibc } from "./libc.ts";

const calls = openLibc({ sched_yield: { args: [], returns: "i32" } });

/** Does nothing on other systems. */
export function yieldCpu(): void {
  calls?.sched_yield();
}
