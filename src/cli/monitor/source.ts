/** A running server → what the monitor shows of it. */

import { secondFormatter } from "../../clock/second.ts";
import type { MonitorSource, ThreadSnapshot } from "../../monitor/source.ts";
import type { Served } from "./open.ts";

interface Source {
  readonly source: MonitorSource;
  readonly drain: () => void;
}

export function sourceOf({ values, settings, server, said, startedAt }: Served): Source {
  const format = secondFormatter(settings.zone, settings.pattern);
  let isDraining = false;
  const source: MonitorSource = {
    facts: {
      version: said.version,
      pid: process.pid,
      startedAt,
      listening: { addresses: said.addresses, port: said.port },
      zone: settings.zone,
      pattern: settings.pattern,
      lenient: settings.lenient,
      records: values.record,
    },
    snapshot: () => ({
      isDraining,
      reply: `JAM ${format(Date.now())}`,
      connections: { open: server.open, limit: server.connectionLimit },
      counts: server.counts(),
      // Until the server itself tells of its clock and of its threads' hearts.
      clock: { status: "unknown", estimatedErrorSeconds: undefined, maximumErrorSeconds: undefined },
      isClockFit: true,
      threads: server.books
        .loads()
        .map((_, thread): ThreadSnapshot => ({ thread, isAlive: true, restarts: 0, lastBeatAgoMs: 0 })),
    }),
    books: server.books,
  };
  return {
    source,
    drain() {
      isDraining = true;
    },
  };
}
