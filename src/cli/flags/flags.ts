/** What a flag is, and a command line → the text given for each flag. Knows no command and no flag by name. */
import { parseArgs } from "node:util";
import { didYouMean } from "../../text/nearest.ts";
import { UsageError } from "../exit.ts";

/** One declaration gives the flag, its validation, its help, and its name in the environment and the file. */
export interface Flag<Value> {
  /** Stands for the value in the help, such as `N`; a flag without it is a switch. */
  readonly placeholder?: string;
  /** @throws {Error} whose message follows the flag's name: `must be a whole number …, not "x"` */
  readonly parse: (text: string) => Value;
  /** Whether it may be repeated, adding to its values; otherwise the last one wins. */
  readonly isList?: true;
  /** The default; called if no value is given. */
  readonly fallback: () => Value;
  /** The default as the help shows it. */
  readonly fallbackText: string;
  readonly help: string;
}

// biome-ignore lint/suspicious/noExplicitAny: a table has flags of every value type, and only `any` accepts all
export type FlagTable = Readonly<Record<string, Flag<any>>>;

export type ValuesOf<Table extends FlagTable> = {
  readonly [Name in keyof Table]: ReturnType<Table[Name]["parse"]>;
};

/** `maxConnections` → `max-connections`, the name on the command line, in the file and in messages. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

export interface Arguments {
  /** By the flag's name in its table; unparsed. */
  readonly given: ReadonlyMap<string, string>;
  readonly positionals: readonly string[];
  /** What follows `--`; undefined without one. */
  readonly rest: readonly string[] | undefined;
  readonly wantsHelp: boolean;
}

/** @throws {UsageError} for an unknown flag, with the nearest name, and for a missing or unexpected value */
export function readArguments(args: readonly string[], table: FlagTable): Arguments {
  const nameOf = new Map(Object.keys(table).map((name) => [kebab(name), name]));
  const terminator = args.indexOf("--");
  const own = terminator < 0 ? args : args.slice(0, terminator);
  const options: Record<string, { type: "string" | "boolean"; short?: string; multiple: true }> = {
    help: { type: "boolean", short: "h", multiple: true },
  };
  for (const [name, flag] of Object.entries(table)) {
    options[kebab(name)] = { type: flag.placeholder === undefined ? "boolean" : "string", multiple: true };
  }
  const { tokens } = parseArgs({ args: [...own], options, strict: false, allowNegative: true, tokens: true });

  const given = new Map<string, string>();
  const positionals: string[] = [];
  let wantsHelp = false;
  let bareSwitch: { readonly name: string; readonly index: number } | undefined;
  for (const token of tokens) {
    if (token.kind === "positional") {
      const isValue = /^(on|off)$/.test(token.value) && bareSwitch?.index === token.index - 1;
      if (isValue && bareSwitch !== undefined) given.set(bareSwitch.name, token.value);
      else positionals.push(token.value);
    }
    if (token.kind !== "option") continue;
    const { rawName } = token;
    if (rawName === "--help" || rawName === "-h") {
      wantsHelp = true;
      continue;
    }
    const isNegated = rawName.startsWith("--no-") && !nameOf.has(rawName.slice(2));
    const written = rawName.replace(isNegated ? /^--no-/ : /^--/, "");
    const name = nameOf.get(written);
    const flag = name === undefined ? undefined : table[name];
    if (name === undefined || flag === undefined || (isNegated && flag.placeholder !== undefined)) {
      const known = [...nameOf.keys(), "help"].map((each) => `--${each}`);
      throw new UsageError(`there is no flag ${rawName}.${didYouMean(rawName, known)}`);
    }
    if (isNegated && token.value !== undefined) throw new UsageError(`${rawName} takes no value.`);
    if (flag.placeholder !== undefined && token.value === undefined) {
      throw new UsageError(`--${written} needs a value: --${written} ${flag.placeholder}`);
    }
    if (flag.placeholder === undefined && token.value === undefined && !isNegated)
      bareSwitch = { name, index: token.index };
    const text = isNegated ? "false" : (token.value ?? "true");
    const before = flag.isList ? given.get(name) : undefined;
    given.set(name, before === undefined ? text : `${before},${text}`);
  }
  return { given, positionals, rest: terminator < 0 ? undefined : args.slice(terminator + 1), wantsHelp };
}

/** Text → value. @param source named in the message @throws {UsageError} */
export function parseFlag<Value>(flag: Flag<Value>, text: string, source: string): Value {
  try {
    return flag.parse(text);
  } catch (error) {
    if (error instanceof Error) throw new UsageError(`${source} ${error.message}`);
    throw error;
  }
}

/** The values of a command whose flags can be given only on the command line. @throws {UsageError} */
export function flagValues<Table extends FlagTable>(table: Table, args: Arguments): ValuesOf<Table> {
  const values = Object.entries(table).map(([name, flag]) => {
    const text = args.given.get(name);
    return [name, text === undefined ? flag.fallback() : parseFlag(flag, text, `--${kebab(name)}`)];
  });
  return Object.fromEntries(values) as ValuesOf<Table>;
}
