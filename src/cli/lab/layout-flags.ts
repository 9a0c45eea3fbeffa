/** The flags of a lab's layout, and their values → the layout. */
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
  help: "the hosts, as name=address separated by commas; the first runs the server",
};

const networkFlag: Flag<Network> = {
  placeholder: "NETWORK",
  parse: parseNetwork,
  fallback: () => DEFAULT_NETWORK,
  fallbackText: formatNetwork(DEFAULT_NETWORK),
  help: "the network of the hosts",
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
    "delay in each direction of every link, or of some: mesin2=50ms,mesin3=10ms",
    parseDelay,
  ),
  loss: linkFlag("PERCENT", "packet loss in each direction of every link, or of some: mesin2=5%", parseLoss),
  bandwidth: linkFlag("RATE", "bandwidth of every link, or of some: mesin2=1mbit", parseBandwidth),
} as const satisfies FlagTable;

/** @throws {UsageError} for values that contradict each other */
export function layoutFrom(values: ValuesOf<typeof LAYOUT_FLAGS>): Layout {
  const { network, delay, loss, bandwidth } = values;
  const hosts = values.hosts ?? forFlag("--network", () => defaultHosts(network));
  const names = hosts.map(({ name }) => name);
  for (const [flag, perHost] of Object.entries({ delay, loss, bandwidth })) {
    const stray = strayHost(perHost, names);
    if (stray !== undefined) {
      throw new UsageError(`--${flag} names ${stray}, which is not a host of the lab: ${names.join(", ")}.`);
    }
  }
  const linkOf = (host: string): LinkSettings => ({
    delayMs: valueFor(delay, host),
    lossPercent: valueFor(loss, host),
    bitsPerSecond: valueFor(bandwidth, host),
  });
  return forFlag("--hosts", () => layoutOf(network, hosts, linkOf));
}

/** The layout flags that were given: `--delay`. */
export function givenLayoutFlags({ given }: Arguments): readonly string[] {
  return Object.keys(LAYOUT_FLAGS)
    .filter((name) => given.has(name))
    .map((name) => `--${name}`);
}

function forFlag<Value>(flag: string, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (error instanceof Error) throw new UsageError(`${flag} ${error.message}`);
    throw error;
  }
}
