/** Serves the one connection on standard input and output, as a program of inetd, on the main thread. */
import { ClockWatch } from "./clock/clock-watch.ts";
import type { ServerEvent } from "./events.ts";
import { SharedLimits } from "./limits/shared-limits.ts";
import type { Settings } from "./settings.ts";
import { StandardStreams } from "./sockets/linux/standard-streams.ts";
import { systemCalls } from "./sockets/linux/system-calls.ts";
import { type Serving, serve } from "./threads/serve.ts";
import { serverMemory } from "./threads/server-memory.ts";

export interface OneConnection extends Pick<Serving, "cut"> {
  drain(): void;
  readonly closed: Promise<void>;
}

/**
 * Limits that count over connections do not apply: each has a process of its own, and inetd counts them.
 * @returns undefined if the system is not Linux
 * @throws {ClockError}
 */
export async function serveOneConnection(
  settings: Settings,
  observe: (event: ServerEvent) => void,
): Promise<OneConnection | undefined> {
  const calls = systemCalls();
  if (calls === undefined) return undefined;
  const limits = { ...settings.limits, requestRate: 0, maxConnectionsPerAddress: 0, maxConnections: 1 };
  const memory = serverMemory(1, new SharedLimits(1, limits).memory);
  const clock = new ClockWatch(memory.refusal, settings.clock, observe);
  if (settings.clock.requireSync) await clock.start();
  const closed = Promise.withResolvers<void>();
  const own = { ...settings, limits, addresses: [], inherited: undefined, sessionLog: undefined, threads: 1 };
  const serving = serve(
    { kind: "start", thread: 0, settings: own, memory, listeners: [0], now: performance.now() },
    (message) => {
      const isEvent =
        message.kind === "session-opened" ||
        message.kind === "session-ended" ||
        message.kind === "connection-refused";
      if (isEvent) observe(message);
    },
    (handlers) => new StandardStreams(calls, handlers, closed.resolve),
  );
  return { closed: closed.promise, drain: () => serving.drain([]), cut: () => serving.cut() };
}
