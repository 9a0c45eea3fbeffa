/** Where a setting's value comes from: flag, variable, file or default, in this order. */
import { type Arguments, type FlagTable, kebab, parseFlag, type ValuesOf } from "../flags/flags.ts";
import { didYouMean } from "../flags/nearest.ts";
import { Secret } from "../flags/secret.ts";
import { escapeToml, formatToml } from "./toml-text.ts";

/** A value as it was written, and where. */
export interface Written {
  readonly text: string;
  readonly place: string;
}

export interface Settled<Table extends FlagTable> {
  readonly values: ValuesOf<Table>;
  /** By flag name: `flag --port`, `variable JAM_PORT`, `file jam.toml` or `default`. */
  readonly places: Readonly<Record<keyof Table, string>>;
}

/** `maxConnections` → `JAM_MAX_CONNECTIONS`. */
export function variableName(flagName: string): string {
  return `JAM_${kebab(flagName).replaceAll("-", "_").toUpperCase()}`;
}

/**
 * @param fromFile by flag name; see `readSettingsFile`
 * @throws {UsageError} for a bad value in force
 */
export function settle<Table extends FlagTable>(
  table: Table,
  args: Arguments,
  environment: Readonly<Record<string, string | undefined>>,
  fromFile: ReadonlyMap<string, Written> = new Map(),
): Settled<Table> {
  const rows = Object.entries(table).map(([name, flag]) => {
    const written = fromFlag(args, name) ?? fromVariable(environment, name) ?? fromFile.get(name);
    return written === undefined
      ? { name, value: flag.fallback(), place: "default" }
      : { name, value: parseFlag(flag, written.text, placeInMessage(written.place)), place: written.place };
  });
  return {
    values: Object.fromEntries(rows.map(({ name, value }) => [name, value])) as ValuesOf<Table>,
    places: Object.fromEntries(rows.map(({ name, place }) => [name, place])) as Record<keyof Table, string>,
  };
}

/** Variables that look like settings and are none, each as a line to warn with. */
export function strayVariables(
  table: FlagTable,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const known = [...Object.keys(table).map(variableName), variableName("config")];
  return Object.keys(environment)
    .filter((name) => name.startsWith("JAM_") && !known.includes(name))
    .map((name) => `${name} is no setting of jam serve and is ignored.${didYouMean(name, known)}`);
}

/** What is in force as a TOML file that could be used again, the origin of each value beside it. */
export function formatSettled<Table extends FlagTable>({ values, places }: Settled<Table>): string {
  const rows = Object.entries(values).map(([name, value]) => ({
    setting: `${isHidden(value) ? "# " : ""}${kebab(name)} = ${formatToml(value)}`,
    place: escapeToml(places[name as keyof Table]),
  }));
  const column = Math.max(...rows.map(({ setting }) => setting.length)) + 2;
  return rows.map(({ setting, place }) => `${setting.padEnd(column)}# ${place}`).join("\n");
}

/** A secret that is given cannot be used again from what is shown of it. */
function isHidden(value: unknown): boolean {
  return value instanceof Secret && value.text !== "";
}

function fromFlag(args: Arguments, name: string): Written | undefined {
  const text = args.given.get(name);
  return text === undefined ? undefined : { text, place: `flag --${kebab(name)}` };
}

function fromVariable(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): Written | undefined {
  const variable = variableName(name);
  const text = environment[variable];
  return text === undefined ? undefined : { text, place: `variable ${variable}` };
}

/** `flag --port` → `--port`: in a message the dashes say enough. */
function placeInMessage(place: string): string {
  return place.replace(/^(flag|variable|file) /, "");
}
