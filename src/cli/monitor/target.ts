/** Which monitor a command asks, and with which token. */
import { UsageError } from "../exit.ts";
import type { Secret } from "../flags/secret.ts";
import { monitorUrl, parseMonitorAddress } from "../serve/monitor/address.ts";
import { DEFAULT_MONITOR } from "../serve/monitor/flags.ts";

export interface Target {
  readonly host: string;
  readonly port: number;
  /** Ends with a slash. */
  readonly url: string;
  readonly token: Secret;
}

/** @param words the arguments that are not flags. @throws {UsageError} */
export function targetOf(words: readonly string[], token: Secret): Target {
  const [text = DEFAULT_MONITOR, ...more] = words;
  const address = parseMonitorAddress(text);
  if (address === undefined || more.length > 0)
    throw new UsageError(
      `expected one HOST:PORT of a monitor, such as ${DEFAULT_MONITOR}, not ${words.join(" ")}.`,
    );
  return { ...address, url: monitorUrl(address), token };
}
