/** The token for a monitor: from a flag, a file, or the server's own variables. */

import { UsageError } from "../exit.ts";
import { textFlag } from "../flags/flag-kinds.ts";
import type { Arguments, Flag } from "../flags/flags.ts";
import { parseFlag } from "../flags/flags.ts";
import { Secret } from "../flags/secret.ts";
import { monitorTokenFlag } from "../serve/monitor/flags.ts";
import { readTokenFile, warnOfVisibleToken } from "../serve/monitor/token-file.ts";

export const TOKEN_FLAGS = {
  token: {
    ...monitorTokenFlag,
    fallbackText: "JAM_MONITOR_TOKEN",
    help: "the server's monitor token; every user of the machine can see it here",
  } satisfies Flag<Secret>,
  tokenFile: textFlag(() => "", {
    placeholder: "FILE",
    help: "file with the server's monitor token",
    fallbackText: "JAM_MONITOR_TOKEN_FILE",
  }),
};

/** Flags override variables. @throws {UsageError} */
export function tokenOf(
  { given }: Arguments,
  {
    JAM_MONITOR_TOKEN: variable,
    JAM_MONITOR_TOKEN_FILE: fileVariable,
  }: Readonly<Record<string, string | undefined>>,
): Secret {
  const [text, file] = [given.get("token"), given.get("tokenFile")];
  if (text !== undefined && file !== undefined)
    throw new UsageError("use --token or --token-file, not both.");
  if (text !== undefined) {
    warnOfVisibleToken("--token");
    return parseFlag(monitorTokenFlag, text, "--token");
  }
  if (file !== undefined) return readTokenFile(file);
  return !variable && fileVariable ? readTokenFile(fileVariable) : new Secret(variable ?? "");
}
