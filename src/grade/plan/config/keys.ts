/** The keys of grade.toml: what each must be, and how it is read. */
import { existsSync } from "node:fs";
import { isAbsolute, normalize, resolve } from "node:path";
import { TomlDate } from "smol-toml";
import { CASE_IDS } from "../../../check/cases/registry.ts";
import type { Weights } from "../../../check/result.ts";
import { didYouMean } from "../../../text/nearest.ts";
import type { Limits } from "../../plan.ts";
import { LIMIT_RANGES, PORT, type Range, START_TIMEOUT } from "./limits.ts";
import type { Written } from "./settings.ts";

export const SETTING_KEYS = [
  ...["server", "command", "build", "folder", "port"],
  ...["extra-files", "start-timeout", "limits", "weights", "deadline"],
] as const;

/** A place in the file, for its faults. */
export class Place {
  readonly path: readonly string[];
  /** In which relative paths begin. */
  readonly folder: string;
  readonly #fail: (path: readonly string[], message: string) => never;

  constructor(
    path: readonly string[],
    folder: string,
    fail: (path: readonly string[], message: string) => never,
  ) {
    this.path = path;
    this.folder = folder;
    this.#fail = fail;
  }

  in(name: string): Place {
    return new Place([...this.path, name], this.folder, this.#fail);
  }

  /** @throws always, with the line */
  fail(message: string): never {
    return this.#fail(this.path, message);
  }

  must(be: string): never {
    return this.fail(`${this.path.at(-1)} must be ${be}.`);
  }

  table(value: unknown, be: string): Readonly<Record<string, unknown>> {
    const isTable = typeof value === "object" && value !== null && !Array.isArray(value);
    return isTable && !(value instanceof Date) ? Object.fromEntries(Object.entries(value)) : this.must(be);
  }
}

export function readKey(key: (typeof SETTING_KEYS)[number], place: Place, value: unknown): Written {
  switch (key) {
    case "server":
      return { server: pathBelow(place, value) };
    case "command":
      return { command: commandIn(place, value) };
    case "build":
      return { build: commandsIn(place, value) };
    case "folder":
      return { folder: pathBelow(place, value) };
    case "port":
      return { port: numberIn(place, value, PORT, "a port") };
    case "extra-files":
      return { extraFiles: filesIn(place, value) };
    case "start-timeout":
      return { startTimeout: numberIn(place, value, START_TIMEOUT, "seconds") };
    case "limits":
      return { limits: limitsIn(place, value) };
    case "weights":
      return { weights: weightsIn(place, value) };
    case "deadline":
      return { deadline: deadlineIn(place, value) };
  }
}

/** Words as they are, or a text without anything that a shell would read. */
function commandIn(place: Place, value: unknown): readonly string[] {
  const words =
    typeof value === "string" && /^[\w@%+=:,./{} -]+$/.test(value) ? value.trim().split(/ +/) : value;
  if (isWords(words) && words[0] !== "" && !words[0]?.includes(" ")) return words;
  return place.must(`a list of words, such as ["python3", "server.py"]`);
}

function commandsIn(place: Place, value: unknown): readonly (readonly string[])[] {
  if (!Array.isArray(value) || !value.some(Array.isArray)) return [commandIn(place, value)];
  return value.map((each) =>
    Array.isArray(each)
      ? commandIn(place, each)
      : place.must(`one command, or a list of commands, such as [["make", "clean"], ["make"]]`),
  );
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === "string");
}

function pathBelow(place: Place, value: unknown): string {
  const path = typeof value === "string" && value !== "" && !value.includes("\\") ? normalize(value) : "..";
  const leavesFolder = isAbsolute(path) || path.split("/")[0] === "..";
  return leavesFolder ? place.must(`a path below the submission, such as "src/server.py"`) : path;
}

function filesIn(place: Place, value: unknown): readonly string[] {
  if (!isWords(value)) return place.must(`a list of paths, such as ["course/base_server.py"]`);
  return value.map((path) => {
    const file = resolve(place.folder, path);
    return existsSync(file) ? file : place.fail(`extra-files names ${path}, but there is no ${file}.`);
  });
}

function limitsIn(place: Place, value: unknown): Partial<Limits> {
  const names = new Map(limitNames().map((name) => [kebab(name), name]));
  const table = place.table(value, "a table: [limits]");
  return Object.fromEntries(
    Object.entries(table).map(([written, limit]) => {
      const name = names.get(written);
      if (name !== undefined)
        return [name, numberIn(place.in(written), limit, LIMIT_RANGES[name], "a whole number")];
      const hint = didYouMean(written, [...names.keys()]);
      return place.in(written).fail(`there is no limit ${JSON.stringify(written)}.${hint}`);
    }),
  );
}

function weightsIn(place: Place, value: unknown): Weights {
  const weights = Object.entries(place.table(value, "a table: [weights]")).map(([id, weight]) => {
    if (!CASE_IDS.some((known) => known === id)) {
      return place.in(id).fail(`no case is named ${JSON.stringify(id)}.${didYouMean(id, CASE_IDS)}`);
    }
    const isWeight = typeof weight === "number" && weight >= 0 && Number.isFinite(weight);
    return isWeight ? ([id, weight] as const) : place.in(id).must("a number from 0");
  });
  if (weights.some(([, weight]) => weight > 0)) return Object.fromEntries(weights);
  return place.fail("no case counts; give at least one a number above 0.");
}

function deadlineIn(place: Place, value: unknown): string {
  if (value instanceof TomlDate && value.isDateTime() && !value.isLocal()) return value.toISOString();
  return place.must("a date and time with the offset from UTC, such as 2026-05-20T23:59:00+07:00");
}

function numberIn(place: Place, value: unknown, { min, max }: Range, unit: string): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
  return place.must(`${unit} from ${min} to ${max}`);
}

function limitNames(): readonly (keyof Limits)[] {
  return Object.keys(LIMIT_RANGES).filter((name): name is keyof Limits => name in LIMIT_RANGES);
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
