/** Settings from a TOML file. Loaded only for `--config`, since only that needs the parser. */
import { readFileSync } from "node:fs";
import { parse, TomlError } from "smol-toml";
import { didYouMean } from "../../text/nearest.ts";
import { UsageError } from "../exit.ts";
import { type FlagTable, kebab } from "../flags/flags.ts";
import type { SettingText } from "./settings.ts";

/**
 * @param file path of a TOML file whose keys are the flags' names
 * @throws {UsageError} if the file cannot be read, or has a key that is not a setting
 */
export function readSettingsFile(table: FlagTable, file: string): Map<string, SettingText> {
  const nameOf = new Map(Object.keys(table).map((name) => [kebab(name), name]));
  const written = new Map<string, SettingText>();
  for (const [key, value] of Object.entries(parseFile(file))) {
    const name = nameOf.get(key);
    if (name === undefined)
      throw new UsageError(`${file}: there is no setting ${key}.${didYouMean(key, [...nameOf.keys()])}`);
    const text = textInFile(value, table[name]?.isList === true);
    if (text === undefined) throw new UsageError(`${file}: ${key} must be one value, such as ${key} = …`);
    written.set(name, { text, source: `file ${file}, ${key}` });
  }
  return written;
}

/** As on the command line; undefined for a table, and for an array if the setting is not a list. */
function textInFile(value: unknown, isList: boolean): string | undefined {
  const isArray = Array.isArray(value) && value.every((item) => typeof item !== "object");
  if (isList && isArray) return value.join(",");
  return typeof value === "object" ? undefined : String(value);
}

function parseFile(file: string): Readonly<Record<string, unknown>> {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof TomlError)
      throw new UsageError(`${file}, line ${error.line}, is not valid TOML: ${firstLine(error.message)}.`);
    if (error instanceof Error && "code" in error)
      throw new UsageError(`cannot read the file ${file}: ${error.code}.`);
    throw error;
  }
}

function firstLine(text: string): string {
  return (text.split("\n")[0] ?? "").replace(/^Invalid TOML document: /, "");
}
