/** Waits until COMMAND can listen on its port, whether it sets SO_REUSEADDR or not. */
import { endTimeWait, type PortUse, portUse } from "../../proc/port-use.ts";
import type { PortInUse } from "../not-judged.ts";
import { closeLingering } from "../probe/lingering.ts";

export interface PortWait {
  readonly port: number;
  readonly signal: AbortSignal | undefined;
  /** Called once, if it has to wait. */
  readonly onWait: (use: PortInUse, seconds: number) => void;
}

/** TCP_TIMEWAIT_LEN of Linux; its timer may fire 4 s late. */
const WAIT_MS = 60_000;
const TIMER_MS = 5_000;
const PAUSE_MS = 200;

/** @returns what still holds the port; undefined if it is free, or the signal came */
export async function untilPortIsFree({ port, signal, onWait }: PortWait): Promise<PortInUse | undefined> {
  closeLingering(port);
  const startedAt = performance.now();
  for (let hasWaited = false; ; hasWaited = true) {
    await endTimeWait(port);
    const use = portUse(port);
    if (use === undefined || signal?.aborted === true) return undefined;
    const found = describe(port, use);
    // What listens does not go away by itself.
    if (use.connection === undefined) return found;
    const limit = use.connection.state === "TIME_WAIT" ? WAIT_MS + TIMER_MS : WAIT_MS;
    if (performance.now() - startedAt > limit) return found;
    if (!hasWaited) onWait(found, WAIT_MS / 1000);
    await Bun.sleep(PAUSE_MS);
  }
}

function describe(port: number, { holder, connection }: PortUse): PortInUse {
  return {
    why: "port-in-use",
    port,
    ...(holder && { program: holder.name, pid: holder.pid }),
    ...connection,
  };
}
