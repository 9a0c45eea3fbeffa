/** What the subcommands of `jam lab` share: the folder of a run, the port in captures, the language, and jam's own name in hints. */

import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { LANGUAGES, type Language, languageOf } from "../../language.ts";
import { isExecutable, OWN_COMMAND } from "../../proc/own-program.ts";
import { integerFlag } from "../flags/flag-kinds.ts";
import type { Arguments, Flag } from "../flags/flags.ts";

/** Where `lab run` writes, and where `lab report` reads, by default. */
export const RUN_FOLDER = "lab-run";

export const PORT_RANGE = { default: 45_000, min: 1, max: 65_535 } as const;

/** The server's port in captures: by default the run's, if there is a run. */
export const portFlag: Flag<number | undefined> = {
  ...integerFlag(PORT_RANGE, {
    help: "the server's port in the captures",
    fallbackText: "the run's, or 45000",
  }),
  fallback: () => undefined,
};

/** The language of messages: of --lang if it is given, or else of the environment. */
export function messageLanguage({ given }: Arguments): Language {
  const named = given.get("lang");
  return LANGUAGES.find((language) => language === named) ?? environmentLanguage();
}

export function environmentLanguage(): Language {
  return languageOf(process.env["LC_ALL"] || process.env["LC_MESSAGES"] || process.env["LANG"]);
}

/** The command for hints, ready to paste: `jam` if PATH has it, else the file in this clone. */
export function invokedName(folder = process.cwd(), path = process.env["PATH"] ?? ""): string {
  if (Bun.which("jam", { PATH: path }) !== null) return "jam";
  const near = relative(folder, OWN_COMMAND);
  return near.startsWith("..") ? OWN_COMMAND : near;
}

/** The command for a report, which is read on other machines: the file in a clone, `jam` if it is installed. */
export function printedName(): string {
  return !isExecutable && existsSync(join(import.meta.dirname, "../../../test")) ? "bin/jam" : "jam";
}
