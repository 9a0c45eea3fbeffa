/** The values of the flags of `jam serve` → what the server is told. */
import type { Limits } from "../protocol/limits.ts";
import { resolveHost } from "../server/host.ts";
import type { LiveSettings, Settings } from "../server/settings.ts";
import { CommandError, EXIT } from "./exit.ts";
import { type ServeValues, SPREADS_PORTS } from "./serve-flags.ts";
import { talk } from "./talk.ts";

/** @throws {CommandError} for a host without an address */
export async function settingsOf(values: ServeValues): Promise<Settings> {
  const { host, port, threads } = values;
  if (threads > 1 && !SPREADS_PORTS) {
    talk("jam: this system does not spread a port over threads, so one thread serves.");
  }
  const addresses = await resolveHost(host).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    throw new CommandError(
      `--host ${host} has no address${code}; an address of this machine, or *, will do.`,
      EXIT.environment,
    );
  });
  const books = values.monitor === "off" ? undefined : { records: values.record };
  return { addresses, port, threads: SPREADS_PORTS ? threads : 1, books, ...liveSettingsOf(values) };
}

/** What of them can change while the server runs. */
export function liveSettingsOf(values: ServeValues): LiveSettings {
  const { zone, pattern, lenient, logLevel, requireSync, maxClockError } = values;
  return {
    zone,
    pattern,
    lenient,
    limits: limitsOf(values),
    clock: { requireSync, maxClockError },
    tellsSessions: logLevel === "info",
  };
}

function limitsOf(values: ServeValues): Limits {
  const { maxConnections, idleSeconds, lineSeconds, stallSeconds, drainSeconds } = values;
  return { maxConnections, idleSeconds, lineSeconds, stallSeconds, drainSeconds };
}
