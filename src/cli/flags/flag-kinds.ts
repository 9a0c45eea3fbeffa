/** The kinds of flags: each makes a declaration from what differs between flags of its kind. */

import { didYouMean } from "../../text/nearest.ts";
import type { Flag } from "./flags.ts";

interface HelpText {
  readonly help: string;
  /** The default as the help shows it, if it depends on the machine. */
  readonly fallbackText?: string;
}

/** @param range its default can be a function, called if no value is given */
export function integerFlag(
  range: { readonly default: number | (() => number); readonly min: number; readonly max: number },
  words: HelpText,
): Flag<number> {
  return {
    placeholder: "N",
    fallback: () => (typeof range.default === "number" ? range.default : range.default()),
    fallbackText: words.fallbackText ?? String(range.default),
    help: words.help,
    parse(text) {
      const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      if (value >= range.min && value <= range.max) return value;
      throw new Error(
        `must be a whole number from ${range.min} to ${range.max}, not ${JSON.stringify(text)}.`,
      );
    },
  };
}

/** Seconds with up to six decimal places: microseconds. */
export function secondsFlag(
  range: { readonly default: number; readonly min: number; readonly max: number },
  words: HelpText,
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
        `must be seconds from ${range.min} to ${range.max}, such as 0.5, not ${JSON.stringify(text)}.`,
      );
    },
  };
}

/** `on` and `off` as the help writes them, and as TOML has them. */
const SWITCH_VALUES: Readonly<Record<string, boolean>> = Object.assign(Object.create(null), {
  on: true,
  off: false,
  true: true,
  false: false,
});

export function switchFlag(words: HelpText): Flag<boolean> {
  return {
    fallback: () => false,
    fallbackText: words.fallbackText ?? "off",
    help: words.help,
    parse(text) {
      const value = SWITCH_VALUES[text];
      if (value !== undefined) return value;
      throw new Error(`must be on or off, not ${JSON.stringify(text)}.`);
    },
  };
}

export function choiceFlag<const Choice extends string>(
  choices: readonly Choice[],
  fallback: NoInfer<Choice>,
  words: HelpText & { readonly placeholder: string },
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
        `must be one of ${choices.join(", ")}, not ${JSON.stringify(text)}.${didYouMean(text, choices)}`,
      );
    },
  };
}

/** @param check returns the text to keep; throws an Error whose message follows the flag's name */
export function textFlag(
  fallback: () => string,
  words: HelpText & { readonly placeholder: string },
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

/** Several texts, separated by commas or by repeating the flag. @param check of each; throws as for `textFlag` */
export function listFlag<Item extends string>(
  fallback: readonly Item[],
  words: HelpText & { readonly placeholder: string },
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
