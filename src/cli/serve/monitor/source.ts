/** A running server, and its settings in force → what the monitor is given. */
import { networkInterfaces } from "node:os";
import { offsetChanges } from "../../../clock/offset-changes.ts";
import { secondFormatter } from "../../../clock/second.ts";
import type { OffsetFrom } from "../../../clock/time-of-day.ts";
import type { Zone } from "../../../clock/zone.ts";
import type { NetworkFacts } from "../../../monitor/facts/api.ts";
import type { MonitorSource, ServerFacts } from "../../../monitor/facts/source.ts";
import type { RunningServer } from "../../../server/running-server.ts";
import type { Listening } from "../log/levels.ts";
import type { ServeValues } from "../serve-flags.ts";
import { reachable } from "./reachable.ts";

export interface MonitoredServer {
  /** The settings in force; a reload changes them. */
  readonly values: () => ServeValues;
  /** The zone in force; a reload or the machine changes it. */
  readonly zone: () => Zone;
  readonly server: RunningServer;
  readonly listening: Listening;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** Interfaces come and go, and reading them is slow. */
const INTERFACES_MS = 10_000;
/** Changes of the offset are looked up ahead for as long. */
const OFFSETS_MS = 3_600_000;

interface Source {
  readonly source: MonitorSource;
  /** Reports the server as draining from now on. */
  readonly drain: () => void;
}

/** @param page where other machines reach it; undefined if they do not */
export function sourceOf(
  { values, zone, server, listening, startedAt }: MonitoredServer,
  page: () => NetworkFacts["page"],
): Source {
  let isDraining = false;
  let format:
    | { readonly zone: Zone; readonly pattern: string; readonly of: (now: number) => string }
    | undefined;

  let offsets:
    | { readonly zone: Zone; readonly until: number; readonly list: readonly OffsetFrom[] }
    | undefined;

  let addresses: { readonly until: number; readonly list: readonly string[] } | undefined;

  function networkAddresses(): readonly string[] {
    const now = performance.now();
    if (addresses === undefined || now >= addresses.until)
      addresses = { until: now + INTERFACES_MS, list: reachable(listening.addresses, networkInterfaces()) };
    return addresses.list;
  }

  function offsetsOf(inForce: Zone): readonly OffsetFrom[] {
    const now = Date.now();
    if (offsets?.zone !== inForce || now >= offsets.until) {
      const until = now + OFFSETS_MS;
      offsets = { zone: inForce, until, list: offsetChanges(inForce, startedAt, until) };
    }
    return offsets.list;
  }

  /** The zone and the pattern may have changed. */
  function reply({ pattern }: ServeValues): string {
    const inForce = zone();
    if (format?.zone !== inForce || format.pattern !== pattern)
      format = { zone: inForce, pattern, of: secondFormatter(inForce, pattern) };
    return `JAM ${format.of(Date.now())}`;
  }

  function facts(): ServerFacts {
    const inForce = values();
    const { pattern, lenient, record, requireSync } = inForce;
    return {
      version: listening.version,
      pid: process.pid,
      startedAt,
      listening: { addresses: listening.addresses, port: listening.port },
      network: { addresses: networkAddresses(), page: page() },
      zone: zone().name,
      offsets: offsetsOf(zone()),
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
