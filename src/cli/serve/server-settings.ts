/** The values of the flags of `jam serve` → what the server is told. */
import { LIMITS, type Limits } from "../../protocol/limits.ts";
import type { LiveSettings, Settings } from "../../server/settings.ts";
import { resolveHost } from "../../server/sockets/host.ts";
import { CommandError, EXIT } from "../exit.ts";
import { writeErr } from "../terminal/stderr.ts";
import { type ServeValues, SPREADS_PORTS } from "./serve-flags.ts";

/** @throws {CommandError} for a host without an address */
export async function settingsOf(values: ServeValues): Promise<Settings> {
  const { host, port, threads, busyPoll } = values;
  if (threads > 1 && !SPREADS_PORTS) {
    writeErr("jam: this system does not spread a port over threads, so one thread serves.");
  }
  const addresses = await resolveHost(host).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    throw new CommandError(
      `--host ${host} has no address${code}; an address of this machine, or *, will do.`,
      EXIT.environment,
    );
  });
  const sessionLog = values.monitor === "off" ? undefined : { records: values.record };
  return {
    addresses,
    port,
    threads: SPREADS_PORTS ? threads : 1,
    busyPoll,
    sessionLog,
    ...liveSettingsOf(values),
  };
}

/** What of them can change while the server runs. */
export function liveSettingsOf(values: ServeValues): LiveSettings {
  const { zone, pattern, lenient, logLevel, requireSync, maxClockError, allow, deny, refuseSilently } =
    values;
  return {
    zone,
    pattern,
    lenient,
    limits: limitsOf(values),
    access: { allow, deny },
    refuseSilently,
    clock: { requireSync, maxClockError },
    emitsSessionEvents: logLevel === "info",
  };
}

function limitsOf(values: ServeValues): Limits {
  const names = Object.keys(LIMITS) as (keyof Limits)[];
  return Object.fromEntries(names.map((name) => [name, values[name]])) as unknown as Limits;
}
