/** A server that listens, and its settings → the first event of the log. */
import packageJson from "../../../package.json" with { type: "json" };
import { secondFormatter } from "../../clock/second.ts";
import { LINE_BYTES } from "../../protocol/limits.ts";
import type { RunningServer } from "../../server/running-server.ts";
import type { Settings } from "../../server/settings.ts";
import { ownAddresses } from "./listen-failure.ts";
import type { Listening } from "./log/levels.ts";
import type { ServeValues } from "./serve-flags.ts";

export function listeningEvent(settings: Settings, values: ServeValues, server: RunningServer): Listening {
  const { zone } = settings;
  const reply = `JAM ${secondFormatter(zone, settings.pattern)(Date.now())}`;
  const isAny = settings.addresses.some((address) => address === "::" || address === "0.0.0.0");
  const addresses = isAny ? ownAddresses() : settings.addresses;
  const nearest = isAny ? "127.0.0.1" : addresses[0];
  return {
    kind: "listening",
    version: packageJson.version,
    addresses,
    port: server.port,
    zone: zone.name,
    zoneData: zone.data,
    zoneVersion: zone.version,
    reply,
    threads: settings.threads,
    connectionLimit: server.connectionLimit,
    idleSeconds: values.idleSeconds,
    lineSeconds: values.lineSeconds,
    stallSeconds: values.stallSeconds,
    lineBytes: LINE_BYTES,
    lenient: settings.lenient,
    try: `printf 'TIME\\r\\nQUIT\\r\\n' | nc ${nearest} ${server.port}`,
  };
}
