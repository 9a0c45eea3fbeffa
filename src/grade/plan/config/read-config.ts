/** Reads grade.toml; every fault in it names the file, the line, what was expected and what to write. */
import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { parse, TomlError } from "smol-toml";
import { didYouMean } from "../../../text/nearest.ts";
import { Place, readKey, SETTING_KEYS } from "./keys.ts";
import type { GradeConfig, Written } from "./settings.ts";
import { lineOf } from "./toml-lines.ts";

/** Bytes; a class of 1,000 with a command for each student takes 100 KiB. */
const MAX_BYTES = 1 << 20;
const STUDENT = "student";

/** A usage error: the message is for the one who wrote the file. */
export class ConfigError extends Error {}

/** @throws {ConfigError} */
export function readConfig(file: string): GradeConfig {
  const text = readText(file);
  const fail = (path: readonly string[], message: string): never => {
    throw new ConfigError(`${file}, line ${lineOf(text, path)}: ${message}`);
  };
  const { [STUDENT]: students = {}, ...ofClass } = parseToml(file, text);
  const top = new Place([], dirname(file), fail);
  const tables = top.in(STUDENT).table(students, `a table for each student, such as [student."5025211001"]`);
  return {
    file,
    ofClass: readSettings(top, ofClass, [...SETTING_KEYS, STUDENT]),
    students: new Map(
      Object.entries(tables).map(([id, value]) => {
        const place = top.in(STUDENT).in(id);
        return [id, readSettings(place, place.table(value, `a table: [student.${JSON.stringify(id)}]`))];
      }),
    ),
  };
}

function readSettings(
  place: Place,
  table: Readonly<Record<string, unknown>>,
  known: readonly string[] = SETTING_KEYS,
): Written {
  const settings = Object.entries(table).map(([name, value]) => {
    const key = SETTING_KEYS.find((each) => each === name);
    if (key !== undefined) return readKey(key, place.in(name), value);
    return place.in(name).fail(`there is no key ${JSON.stringify(name)}.${didYouMean(name, known)}`);
  });
  return Object.assign({}, ...settings);
}

function readText(file: string): string {
  try {
    if (statSync(file).size <= MAX_BYTES) return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new ConfigError(`${file} cannot be read: ${error instanceof Error ? error.message : error}.`);
  }
  throw new ConfigError(`${file} is larger than ${MAX_BYTES >> 20} MiB.`);
}

function parseToml(file: string, text: string): Readonly<Record<string, unknown>> {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [first = ""] = error.message.split("\n");
    throw new ConfigError(
      `${file}, line ${error.line}, is not valid TOML: ${first.replace(/^Invalid TOML document: /, "")}.`,
    );
  }
}
