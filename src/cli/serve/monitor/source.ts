/** A running server, and its settings in force → what the monitor is given. */
import { secondFormatter } from "../../../clock/second.ts";
import type { MonitorSource, ServerFacts } from "../../../monitor/facts/source.ts";
import type { RunningServer } from "../../../server/running-server.ts";
import type { Listening } from "../log/levels.ts";
import type { ServeValues } from "../serve-flags.ts";

export interface MonitoredServer {
  /** The settings in force; a reload changes them. */
  readonly values: () => ServeValues;
  readonly server: RunningServer;
  readonly listening: Listening;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

interface Source {
  readonly source: MonitorSource;
  /** Reports the server as draining from now on. */
  readonly drain: () => void;
}

export function sourceOf({ values, server, listening, startedAt }: MonitoredServer): Source {
  let isDraining = false;
  let format: { readonly key: string; readonly of: (now: number) => string } | undefined;

  /** A reload may change the zone and the pattern. */
  function reply({ zone, pattern }: ServeValues): string {
    const key = JSON.stringify([zone, pattern]);
    if (format?.key !== key) format = { key, of: secondFormatter(zone, pattern) };
    return `JAM ${format.of(Date.now())}`;
  }

  function facts(): ServerFacts {
    const inForce = values();
    const { zone, pattern, lenient, record, requireSync } = inForce;
    return {
      version: listening.version,
      pid: process.pid,
      startedAt,
      listening: { addresses: listening.addresses, port: listening.port },
      zone,
      pattern,
      lenient,
      records: record,
      reply: reply(inForce),
      isDraining,
      isClockFit: !requireSync || server.clock.status === "synchronised", // CLOCK-2
    };
  }

  return {
    source: { server, facts },
    drain() {
      isDraining = true;
    },
  };
}
