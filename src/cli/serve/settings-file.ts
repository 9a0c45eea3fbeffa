/** The settings that stand in a TOML file. A room of its own, for only `--config` needs the parser loaded. */
import { readFileSync } from "node:fs";
import { parse, TomlError } from "smol-toml";
import { UsageError } from "../exit.ts";
import { type FlagTable, kebab } from "../flags/flags.ts";
import { didYouMean } from "../flags/nearest.ts";
import type { Written } from "./settings.ts";

/**
 * @param file path of a TOML file whose keys are the flags' names
 * @throws {UsageError} for a file that cannot be read or holds what is no setting
 */
export function readSettingsFile(table: FlagTable, file: string): Map<string, Written> {
  const nameOf = new Map(Object.keys(table).map((name) => [kebab(name), name]));
  const written = new Map<string, Written>();
  for (const [key, value] of Object.entries(parseFile(file))) {
    const name = nameOf.get(key);
    if (name === undefined)
      throw new UsageError(`${file}: there is no setting ${key}.${didYouMean(key, [...nameOf.keys()])}`);
    const text = textInFile(value, table[name]?.isList === true);
    if (text === undefined) throw new UsageError(`${file}: ${key} wants one value, such as ${key} = …`);
    written.set(name, { text, place: `file ${file}, ${key}` });
  }
  return written;
}

/** As it would stand on the command line; undefined for a table, and for an array where there is no list. */
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
      throw new UsageError(`${file}, line ${error.line}, is no TOML: ${firstLine(error.message)}.`);
    if (error instanceof Error && "code" in error)
      throw new UsageError(`cannot read the file ${file}: ${error.code}.`);
    throw error;
  }
}

function firstLine(text: string): string {
  return (text.split("\n")[0] ?? "").replace(/^Invalid TOML document: /, "");
}
