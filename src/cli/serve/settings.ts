/** Where the value of a setting comes from: flag, environment variable, file or default, in this order. */

import { didYouMean } from "../../text/nearest.ts";
import { type Arguments, type FlagTable, kebab, parseFlag, type ValuesOf } from "../flags/flags.ts";
import { escapeToml, formatToml } from "./toml-text.ts";

/** The text of a value, and its source. */
export interface SettingText {
  readonly text: string;
  readonly source: string;
}

export interface ResolvedSettings<Table extends FlagTable> {
  readonly values: ValuesOf<Table>;
  /** By flag name: `flag --port`, `variable JAM_PORT`, `file jam.toml` or `default`. */
  readonly sources: Readonly<Record<keyof Table, string>>;
}

/** `maxConnections` → `JAM_MAX_CONNECTIONS`. */
export function variableName(flagName: string): string {
  return `JAM_${kebab(flagName).replaceAll("-", "_").toUpperCase()}`;
}

/**
 * @param fromFile by flag name; see `readSettingsFile`
 * @throws {UsageError} for an invalid value; one that is overridden is not read
 */
export function resolveSettings<Table extends FlagTable>(
  table: Table,
  args: Arguments,
  environment: Readonly<Record<string, string | undefined>>,
  fromFile: ReadonlyMap<string, SettingText> = new Map(),
): ResolvedSettings<Table> {
  const rows = Object.entries(table).map(([name, flag]) => {
    const given = fromFlag(args, name) ?? fromVariable(environment, name) ?? fromFile.get(name);
    return given === undefined
      ? { name, value: flag.fallback(), source: "default" }
      : { name, value: parseFlag(flag, given.text, sourceInMessage(given.source)), source: given.source };
  });
  return {
    values: Object.fromEntries(rows.map(({ name, value }) => [name, value])) as ValuesOf<Table>,
    sources: Object.fromEntries(rows.map(({ name, source }) => [name, source])) as Record<
      keyof Table,
      string
    >,
  };
}

/** A warning for each JAM_ variable that is not a setting. */
export function strayVariables(
  table: FlagTable,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const known = [...Object.keys(table).map(variableName), variableName("config")];
  return Object.keys(environment)
    .filter((name) => name.startsWith("JAM_") && !known.includes(name))
    .map((name) => `${name} is not a setting of jam serve and is ignored.${didYouMean(name, known)}`);
}

/** The settings in force as a TOML file, with the source of each value as a comment. */
export function formatResolved<Table extends FlagTable>(
  table: Table,
  { values, sources }: ResolvedSettings<Table>,
): string {
  const rows = Object.entries(values).map(([name, value]) => ({
    setting: `${isAccepted(table[name], value) ? "" : "# "}${kebab(name)} = ${formatToml(value)}`,
    source: escapeToml(sources[name as keyof Table]),
  }));
  const column = Math.max(...rows.map(({ setting }) => setting.length)) + 2;
  return rows.map(({ setting, source }) => `${setting.padEnd(column)}# ${source}`).join("\n");
}

/** A secret is not shown, and a machine's own zone may have no name: such a line would not work as a setting. */
function isAccepted(flag: FlagTable[string] | undefined, value: unknown): boolean {
  try {
    flag?.parse(String(value));
    return true;
  } catch {
    return false;
  }
}

function fromFlag(args: Arguments, name: string): SettingText | undefined {
  const text = args.given.get(name);
  return text === undefined ? undefined : { text, source: `flag --${kebab(name)}` };
}

function fromVariable(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): SettingText | undefined {
  const variable = variableName(name);
  const text = environment[variable];
  return text === undefined ? undefined : { text, source: `variable ${variable}` };
}

/** `flag --port` → `--port`: in a message the dashes are enough. */
function sourceInMessage(source: string): string {
  return source.replace(/^(flag|variable|file) /, "");
}
