/** Settings in force and settings read again → what differs, and what of it only a restart brings. Pure. */
import { kebab } from "../flags/flags.ts";
import { Secret } from "../monitor/flags.ts";
import type { SettingChange } from "./log/settings.ts";
import type { ServeValues } from "./serve-flags.ts";

/** What the listening sockets, the threads, the memory that they share and the monitor were made with. */
const NEED_RESTART: readonly string[] = [
  "host",
  "port",
  "threads",
  "busyPoll",
  "monitor",
  "monitorToken",
  "record",
  "requestRate",
  "requestBurst",
] satisfies (keyof ServeValues)[];

/** Addresses are counted from the start or not at all. */
const COUNTED_FROM_START = "maxConnectionsPerAddress" satisfies keyof ServeValues;

export interface Reload {
  /** To be in force from now on. */
  readonly next: ServeValues;
  readonly changed: readonly SettingChange[];
  /** What stays as it is until a restart. */
  readonly needRestart: readonly SettingChange[];
}

export function compareSettings(inForce: ServeValues, read: ServeValues): Reload {
  const names = Object.keys(inForce) as (keyof ServeValues)[];
  const differing = names.filter((name) => contentOf(inForce[name]) !== contentOf(read[name]));
  const isFixed = (name: string) =>
    NEED_RESTART.includes(name) || (name === COUNTED_FROM_START && inForce[COUNTED_FROM_START] === 0);
  const change = (name: keyof ServeValues) => ({
    setting: kebab(name),
    from: inForce[name],
    to: read[name],
  });
  return {
    next: Object.fromEntries(
      names.map((name) => [name, (isFixed(name) ? inForce : read)[name]]),
    ) as ServeValues,
    changed: differing.filter((name) => !isFixed(name)).map(change),
    needRestart: differing.filter(isFixed).map(change),
  };
}

function contentOf(value: ServeValues[keyof ServeValues]): string {
  return value instanceof Secret ? value.text : JSON.stringify(value); // all secrets look alike in JSON
}
