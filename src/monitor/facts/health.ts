/** Whether the process works and whether it should get clients; if not, why. Pure. */
import type { Health } from "./api.ts";
import type { MonitorSource } from "./source.ts";

/** The process and all of its threads are alive. The watchdog reports a thread that hangs as dead. */
export function liveness({ server }: MonitorSource): Health {
  return healthOf(threadFaults(server));
}

/** Alive, accepting connections, not draining, and with a clock that may be served. */
export function readiness({ server, facts }: MonitorSource): Health {
  const { isDraining, isClockFit } = facts();
  const faults = [...threadFaults(server)];
  if (isDraining) faults.push("the server is draining");
  if (!isClockFit) faults.push(`the clock must not be served: ${server.clock.status}`);
  return healthOf(faults);
}

function threadFaults(server: MonitorSource["server"]): readonly string[] {
  return server.threads().flatMap(({ thread, isAlive }) => (isAlive ? [] : [`thread ${thread} is dead`]));
}

function healthOf(because: readonly string[]): Health {
  return { isGood: because.length === 0, because };
}
