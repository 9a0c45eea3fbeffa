/** A running server → what the monitor shows of it. */
import { secondFormatter } from "../../clock/second.ts";
import type { MonitorSource, ServerFacts, Snapshot } from "../../monitor/facts/source.ts";
import type { Served } from "./open.ts";

interface Source {
  readonly source: MonitorSource;
  readonly drain: () => void;
}

export function sourceOf({ values, server, said, startedAt }: Served): Source {
  let isDraining = false;
  let format: { readonly key: string; readonly of: (now: number) => string } | undefined;

  /** The zone and the pattern can change while it runs. */
  function reply(): string {
    const { zone, pattern } = values();
    const key = JSON.stringify([zone, pattern]);
    if (format?.key !== key) format = { key, of: secondFormatter(zone, pattern) };
    return `JAM ${format.of(Date.now())}`;
  }

  function facts(): ServerFacts {
    const { zone, pattern, lenient, record } = values();
    return {
      version: said.version,
      pid: process.pid,
      startedAt,
      listening: { addresses: said.addresses, port: said.port },
      zone,
      pattern,
      lenient,
      records: record,
    };
  }

  function snapshot(): Snapshot {
    const { clock } = server;
    return {
      isDraining,
      reply: reply(),
      connections: { open: server.open, limit: server.connectionLimit },
      counts: server.counts(),
      clock,
      // CLOCK-2: where nothing is asked of the clock, it is fit.
      isClockFit: !values().requireSync || clock.status === "synchronised",
      threads: server.threads(),
    };
  }

  return {
    source: {
      get facts() {
        return facts();
      },
      snapshot,
      sessions: server.sessions,
    },
    drain() {
      isDraining = true;
    },
  };
}
