/** A setting: a flag that states whether a change of its value needs a restart. */
import type { Flag, ValuesOf } from "../flags/flags.ts";

/** False: a reload puts the new value in force. A function decides by the value in force. */
type NeedsRestart<Value> = boolean | ((inForce: Value) => boolean);

export interface Setting<Value, Needs extends NeedsRestart<Value> = NeedsRestart<Value>> extends Flag<Value> {
  readonly needsRestart: Needs;
}

// biome-ignore lint/suspicious/noExplicitAny: a table has settings of every value type, and only `any` accepts all
export type SettingTable = Readonly<Record<string, Setting<any>>>;

export function atReload<Value>(flag: Flag<Value>): Setting<Value, false> {
  return { ...flag, needsRestart: false };
}

export function atRestart<Value>(flag: Flag<Value>): Setting<Value, true> {
  return { ...flag, needsRestart: true };
}

/** The values that stay as they are until a restart. */
export type StartValues<Table extends SettingTable> = Omit<ValuesOf<Table>, LiveName<Table>>;
/** The values that a reload can change. */
export type LiveValues<Table extends SettingTable> = Pick<ValuesOf<Table>, LiveName<Table>>;

type LiveName<Table extends SettingTable> = {
  [Name in keyof Table]: Table[Name]["needsRestart"] extends true ? never : Name;
}[keyof Table];
