/** The record of a made-up run, with figures that are easy to follow. */
import { PEERS } from "../../compare/peers/registry.ts";
import type { Grid, Run, Sample } from "../../compare/record.ts";

export function sample(rate: number, more: Partial<Sample> = {}): Sample {
  return {
    rate,
    p50Us: 100,
    p99Us: 200,
    p999Us: 300,
    serverCores: 1,
    loadCores: 0.5,
    microsPerRequest: 1e6 / rate,
    residentMib: 40,
    steal: 0,
    errors: 0,
    silent: 0,
    ...more,
  };
}

/** Seven rounds that vary by one percent around each server's rate. */
export function gridRow(rates: Readonly<Record<string, number>>): Grid[string] {
  const around = [0.99, 1, 1.01, 1, 1, 1, 1];
  return Object.fromEntries(
    Object.entries(rates).map(([name, rate]) => [name, around.map((factor) => sample(rate * factor))]),
  );
}

export const RUN: Run = {
  startedAt: "2026-11-22T10:20:30.000Z",
  seconds: 600,
  note: "A sample.",
  isShort: false,
  rounds: 7,
  secondsARun: 0.8,
  machine: {
    processor: "Sample 1000",
    cores: 2,
    memoryGib: 24,
    kernel: "Linux 6.1",
    steal: 0.01,
    busyBefore: 0.1,
  },
  peers: PEERS.map(({ name, title, role }) => ({ name, title, role, version: "0.1.0" })),
  missing: [{ title: "nginx stream", debianPackage: "libnginx-mod-stream" }],
  failures: [],
  one: {
    "50x1": gridRow({ jam: 120_000, baseline: 130_000, redis: 100_000, memcached: 110_000, go: 90_000 }),
    "50x16": gridRow({
      jam: 1_850_000,
      baseline: 2_170_000,
      redis: 990_000,
      memcached: 1_590_000,
      go: 1_170_000,
    }),
    mixed: gridRow({ jam: 1_000_000 }),
  },
  silentKib: { jam: [0.7, 0.72, 0.71, 0.7, 0.73, 0.71], redis: [6, 6.1, 6.2] },
  restMib: { jam: [70, 71, 72] },
  edges: [
    { firstUs: 300, lastOldUs: 320 },
    { firstUs: 1200, lastOldUs: 0 },
  ],
  watched: { "50x16": gridRow({ jam: 970_000, unwatched: 1_000_000 }) },
  byConnections: {
    jam: [
      { x: 10, microsPerRequest: 8, residentMib: 50 },
      { x: 1000, microsPerRequest: 9, residentMib: 51 },
    ],
  },
};
