/** A flag with files as its values, separated by commas or by repeating the flag; a name may contain commas. */
import { existsSync } from "node:fs";
import type { Flag } from "../flags/flags.ts";

export function fileListFlag(placeholder: string, help: string): Flag<readonly string[]> {
  return {
    placeholder,
    help,
    isList: true,
    fallback: () => [],
    fallbackText: "none",
    parse: (text) => filesIn(text.split(","), existsSync),
  };
}

/** Pieces are joined again to the longest name that exists; what does not exist stays as it was separated. */
export function filesIn(pieces: readonly string[], exists: (name: string) => boolean): readonly string[] {
  const [first, ...rest] = pieces;
  if (first === undefined) return [];
  for (let count = pieces.length; count > 1; count -= 1) {
    const name = pieces.slice(0, count).join(",").trim();
    if (exists(name)) return [name, ...filesIn(pieces.slice(count), exists)];
  }
  return [first.trim(), ...filesIn(rest, exists)];
}
