/** The values of the flags of `jam serve` → the server's settings. */
import type { Zone } from "../../clock/zone.ts";
import type { LiveSettings, Settings, StartSettings } from "../../server/settings.ts";
import { resolveHost } from "../../server/sockets/host.ts";
import { CommandError, EXIT } from "../exit.ts";
import { writeErr } from "../terminal/stderr.ts";
import { type SERVE_FLAGS, type ServeValues, SPREADS_PORTS } from "./serve-flags.ts";
import type { LiveValues, StartValues } from "./setting.ts";

/** @throws {CommandError} if the host has no address */
export async function settingsOf(values: ServeValues, zone: Zone): Promise<Settings> {
  const start = await startSettingsOf(values);
  const live = liveSettingsOf(values, zone);
  return { ...start, ...live, limits: { ...start.limits, ...live.limits } };
}

/** The types accept only flags that need a restart. */
async function startSettingsOf(values: StartValues<typeof SERVE_FLAGS>): Promise<StartSettings> {
  const { host, port, threads, busyPoll, requestRate, requestBurst } = values;
  if (threads > 1 && !SPREADS_PORTS)
    writeErr("jam: this system does not spread a port over threads, so one thread serves.");
  const addresses = await resolveHost(host).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    throw new CommandError(
      `--host ${host} has no address${code}. Use an address of this machine, or * for all.`,
      EXIT.environment,
    );
  });
  return {
    addresses,
    port,
    inherited: undefined,
    threads: SPREADS_PORTS ? threads : 1,
    busyPoll,
    limits: { requestRate, requestBurst },
    sessionLog: values.monitor === "off" ? undefined : { records: values.record },
  };
}

/** Of values that a reload can change, and of no others. @param zone the one that is named in them, with its rules */
export function liveSettingsOf(
  values: Omit<LiveValues<typeof SERVE_FLAGS>, "zone">,
  zone: Zone,
): LiveSettings {
  const { pattern, lenient, logLevel, requireSync, maxClockError, allow, deny, proxyFrom } = values;
  const { maxConnections, maxConnectionsPerAddress, refuseSilently } = values;
  const { idleSeconds, lineSeconds, stallSeconds, drainSeconds } = values;
  return {
    zone,
    pattern,
    lenient,
    limits: {
      maxConnections,
      maxConnectionsPerAddress,
      idleSeconds,
      lineSeconds,
      stallSeconds,
      drainSeconds,
    },
    access: { allow, deny },
    proxyFrom,
    refuseSilently,
    clock: { requireSync, maxClockError },
    emitsSessionEvents: logLevel === "info",
    emitsRefusals: logLevel === "info" || logLevel === "warn",
  };
}
