/** Settings in force and settings reloaded → what changes, and what of it needs a restart. Pure. */
import { kebab, type ValuesOf } from "../flags/flags.ts";
import { Secret } from "../flags/secret.ts";
import type { SettingChange } from "./log/settings.ts";
import type { SettingTable } from "./setting.ts";

export interface Reload<Values> {
  /** In force from now on. */
  readonly next: Values;
  readonly changed: readonly SettingChange[];
  /** What stays as it is until a restart. */
  readonly needRestart: readonly SettingChange[];
}

export function compareSettings<Table extends SettingTable>(
  table: Table,
  inForce: ValuesOf<Table>,
  read: ValuesOf<Table>,
): Reload<ValuesOf<Table>> {
  const names: (keyof Table & string)[] = Object.keys(table);
  const differing = names.filter((name) => contentOf(inForce[name]) !== contentOf(read[name]));
  const needsRestart = (name: keyof Table) => {
    const needs = table[name]?.needsRestart;
    return typeof needs === "function" ? needs(inForce[name]) : needs === true;
  };
  const change = (name: keyof Table & string) => ({
    setting: kebab(name),
    from: inForce[name],
    to: read[name],
  });
  return {
    next: Object.fromEntries(
      names.map((name) => [name, (needsRestart(name) ? inForce : read)[name]]),
    ) as ValuesOf<Table>,
    changed: differing.filter((name) => !needsRestart(name)).map(change),
    needRestart: differing.filter(needsRestart).map(change),
  };
}

function contentOf(value: unknown): string {
  return value instanceof Secret ? value.text : JSON.stringify(value); // in JSON all secrets look the same
}
