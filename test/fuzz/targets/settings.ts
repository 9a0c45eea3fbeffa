/**
 * Invariant: for any flags, variables and TOML file the server's settings are either within what their flags declare,
 * printable, and the same when read back from the output of --print-config; or there is a UsageError.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UsageError } from "../../../src/cli/exit.ts";
import { kebab, readArguments } from "../../../src/cli/flags/flags.ts";
import { SERVE_FLAGS, type ServeValues } from "../../../src/cli/serve/serve-flags.ts";
import { formatResolved, resolveSettings, variableName } from "../../../src/cli/serve/settings.ts";
import { readSettingsFile } from "../../../src/cli/serve/settings-file.ts";
import { LIMITS } from "../../../src/protocol/limits.ts";
import type { Choices } from "../choices.ts";
import { mustBeHarmless } from "../harmless.ts";
import type { Target } from "../target.ts";

const NAMES = Object.keys(SERVE_FLAGS);
const VALUES = [
  ...[
    "0",
    "1",
    "45000",
    "65535",
    "65536",
    "-1",
    "1.5",
    "1e3",
    "",
    " 1",
    "true",
    "false",
    "on",
    "9".repeat(30),
  ],
  ...[
    "UTC",
    "Asia/Jakarta",
    "asia/jakarta",
    "EST",
    "Mars",
    "+07:00",
    "%H:%M:%S",
    "%",
    "%%",
    "%q",
    "%d-%m\u202e",
    "a\nb",
  ],
  ...["info", "silent", "*", "::1", "localhost", "'x'", '"x"', "\\", "\u001b[2J", "\u007f", "é", "#", "a=b"],
];
const TOML = [
  ...[
    "=",
    " = ",
    "\n",
    "\n",
    "[a]",
    "[[a]]",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    '"""',
    "#",
    "\\",
    "\\u0000",
    "\r",
    "\t",
    ",",
  ],
  ...[
    "1",
    "-0",
    "0x1f",
    "1_000",
    "inf",
    "nan",
    "1979-05-27",
    "true",
    "port",
    "zone",
    "__proto__",
    "constructor",
    "a.b",
    "\u0000",
    "\u001b",
  ],
];

const text = (choices: Choices) => (choices.below(6) === 0 ? choices.latin1(8) : choices.of(VALUES));

function someArguments(choices: Choices): readonly string[] {
  return choices.list(5, () => {
    const name = choices.below(8) === 0 ? text(choices) : kebab(choices.of(NAMES));
    const flag = choices.of(["--", "--", "--", "--no-", "-", ""]) + name;
    return choices.yes() ? `${flag}=${text(choices)}` : flag;
  });
}

function someFile(choices: Choices): string {
  const lines = choices.list(6, () => {
    if (choices.below(3) === 0) return choices.list(10, () => choices.of(TOML)).join("");
    const value = text(choices);
    return `${kebab(choices.of(NAMES))} = ${choices.yes() ? JSON.stringify(value) : value}`;
  });
  return lines.join("\n");
}

const folder = mkdtempSync(join(tmpdir(), "jam-fuzz-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const [file, again] = [join(folder, "jam.toml"), join(folder, "again.toml")];

function mustBeInRange(values: Readonly<Record<string, unknown>>): void {
  for (const [name, { min, max }] of Object.entries(LIMITS)) {
    const value = values[name];
    if (!(Number.isInteger(value) && Number(value) >= min && Number(value) <= max))
      throw new Error(`${name} is ${value}`);
  }
}

export const settings: Target = {
  name: "settings",
  invariant: "any flags, variables and TOML are settings within their ranges, or one UsageError",
  cases: 2_000,
  run(choices) {
    const args = someArguments(choices);
    const environment = Object.fromEntries(
      choices.list(3, () => [variableName(choices.of(NAMES)), text(choices)] as const),
    );
    writeFileSync(file, someFile(choices));
    const resolved = (() => {
      try {
        return resolveSettings(
          SERVE_FLAGS,
          readArguments(args, SERVE_FLAGS),
          environment,
          readSettingsFile(SERVE_FLAGS, file),
        );
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        return undefined;
      }
    })();
    if (resolved === undefined) return;
    mustBeInRange(resolved.values);
    const printed = formatResolved(SERVE_FLAGS, resolved);
    mustBeHarmless(printed, "lines");
    writeFileSync(again, printed);
    const { values } = resolveSettings(
      SERVE_FLAGS,
      readArguments([], SERVE_FLAGS),
      {},
      readSettingsFile(SERVE_FLAGS, again),
    );
    const shown = ({ monitorToken: _, ...others }: ServeValues) => JSON.stringify(others);
    if (shown(values) !== shown(resolved.values))
      throw new Error(`read back it differs: ${JSON.stringify([resolved.values, values])}`);
  },
};
