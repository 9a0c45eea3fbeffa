/** The flags that say what a lab is like, and their values → its layout. */
import {
  DEFAULT_NETWORK,
  defaultHosts,
  formatNetwork,
  type HostAddress,
  type Layout,
  layoutOf,
  type Network,
  parseHosts,
  parseNetwork,
} from "../../lab/network/layout.ts";
import {
  type LinkSettings,
  type PerHost,
  parseBandwidth,
  parseDelay,
  parseLoss,
  parsePerHost,
  strayHost,
  valueFor,
} from "../../lab/network/link.ts";
import { UsageError } from "../exit.ts";
import type { Arguments, Flag, FlagTable, ValuesOf } from "../flags/flags.ts";

const hostsFlag: Flag<readonly HostAddress[] | undefined> = {
  placeholder: "LIST",
  parse: parseHosts,
  fallback: () => undefined,
  fallbackText: defaultHosts(DEFAULT_NETWORK)
    .map(({ name, address }) => `${name}=${address}`)
    .join(","),
  help: "the hosts, name=address with commas between them; the first is the server's",
};

const networkFlag: Flag<Network> = {
  placeholder: "NETWORK",
  parse: parseNetwork,
  fallback: () => DEFAULT_NETWORK,
  fallbackText: formatNetwork(DEFAULT_NETWORK),
  help: "the network that they share",
};

function linkFlag(placeholder: string, help: string, parseValue: (text: string) => number): Flag<PerHost> {
  return {
    placeholder,
    parse: (text) => parsePerHost(text, parseValue),
    fallback: () => new Map(),
    fallbackText: "none",
    help,
  };
}

export const LAYOUT_FLAGS = {
  hosts: hostsFlag,
  network: networkFlag,
  delay: linkFlag(
    "MS",
    "delay either way of each host's link, or of some: mesin2=50ms,mesin3=10ms",
    parseDelay,
  ),
  loss: linkFlag("PERCENT", "packets lost either way of the links, or of some: mesin2=5%", parseLoss),
  bandwidth: linkFlag("RATE", "bandwidth of the links, or of some: mesin2=1mbit", parseBandwidth),
} as const satisfies FlagTable;

/** @throws {UsageError} for values that do not go together */
export function layoutFrom(values: ValuesOf<typeof LAYOUT_FLAGS>): Layout {
  const { network, delay, loss, bandwidth } = values;
  const hosts = values.hosts ?? said("--network", () => defaultHosts(network));
  const names = hosts.map(({ name }) => name);
  for (const [flag, perHost] of Object.entries({ delay, loss, bandwidth })) {
    const stray = strayHost(perHost, names);
    if (stray !== undefined) {
      throw new UsageError(`--${flag} names ${stray}, and the lab has ${names.join(", ")}.`);
    }
  }
  const linkOf = (host: string): LinkSettings => ({
    delayMs: valueFor(delay, host),
    lossPercent: valueFor(loss, host),
    bitsPerSecond: valueFor(bandwidth, host),
  });
  return said("--hosts", () => layoutOf(network, hosts, linkOf));
}

/** The flags of a layout that were given, as written. */
export function givenLayoutFlags({ given }: Arguments): readonly string[] {
  return Object.keys(LAYOUT_FLAGS)
    .filter((name) => given.has(name))
    .map((name) => `--${name}`);
}

function said<Value>(flag: string, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (error instanceof Error) throw new UsageError(`${flag} ${error.message}`);
    throw error;
  }
}
