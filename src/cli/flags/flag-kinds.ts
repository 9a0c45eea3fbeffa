/** The kinds of flags: each makes a declaration from what is particular to the flag. */
import type { Flag } from "./flags.ts";
import { didYouMean } from "./nearest.ts";

interface Words {
  readonly help: string;
  /** What stands in the help for the default where it depends on the machine. */
  readonly fallbackText?: string;
}

/** @param range its default can be a function, which is called where nothing was given */
export function integerFlag(
  range: { readonly default: number | (() => number); readonly min: number; readonly max: number },
  words: Words,
): Flag<number> {
  return {
    placeholder: "N",
    fallback: () => (typeof range.default === "number" ? range.default : range.default()),
    fallbackText: words.fallbackText ?? String(range.default),
    help: words.help,
    parse(text) {
      const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      if (value >= range.min && value <= range.max) return value;
      throw new Error(`wants a whole number from ${range.min} to ${range.max}, not ${JSON.stringify(text)}.`);
    },
  };
}

/** Seconds with up to six decimal places: microseconds. */
export function secondsFlag(
  range: { readonly default: number; readonly min: number; readonly max: number },
  words: Words,
): Flag<number> {
  return {
    placeholder: "SECONDS",
    fallback: () => range.default,
    fallbackText: words.fallbackText ?? String(range.default),
    help: words.help,
    parse(text) {
      const value = /^\d+(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
      if (value >= range.min && value <= range.max) return value;
      throw new Error(
        `wants seconds from ${range.min} to ${range.max}, such as 0.5, not ${JSON.stringify(text)}.`,
      );
    },
  };
}

export function switchFlag(words: Words): Flag<boolean> {
  return {
    fallback: () => false,
    fallbackText: words.fallbackText ?? "off",
    help: words.help,
    parse(text) {
      if (text === "true") return true;
      if (text === "false") return false;
      throw new Error(`is on or off: wants true or false, not ${JSON.stringify(text)}.`);
    },
  };
}

export function choiceFlag<const Choice extends string>(
  choices: readonly Choice[],
  fallback: NoInfer<Choice>,
  words: Words & { readonly placeholder: string },
): Flag<Choice> {
  return {
    placeholder: words.placeholder,
    fallback: () => fallback,
    fallbackText: words.fallbackText ?? fallback,
    help: words.help,
    parse(text) {
      const choice = choices.find((known) => known === text);
      if (choice !== undefined) return choice;
      throw new Error(
        `wants one of ${choices.join(", ")}, not ${JSON.stringify(text)}.${didYouMean(text, choices)}`,
      );
    },
  };
}

/** @param check throws an Error whose message goes on from the flag's name, and gives the text to keep */
export function textFlag(
  fallback: () => string,
  words: Words & { readonly placeholder: string },
  check: (text: string) => string = (text) => text,
): Flag<string> {
  return {
    placeholder: words.placeholder,
    fallback,
    fallbackText: words.fallbackText ?? fallback(),
    help: words.help,
    parse: check,
  };
}

/** Several texts, with commas between them or the flag repeated. @param check of each; throws an Error that goes on from the flag's name */
export function listFlag<Item extends string>(
  fallback: readonly Item[],
  words: Words & { readonly placeholder: string },
  check: (text: string) => Item,
): Flag<readonly Item[]> {
  return {
    placeholder: words.placeholder,
    fallback: () => fallback,
    fallbackText: words.fallbackText ?? fallback.join(","),
    help: words.help,
    isList: true,
    parse: (text) => text.split(",").map((item) => check(item.trim())),
  };
}
