/** The hosts of a lab: names and addresses as given on the command line → a layout. */
import { isIPv4 } from "node:net";
import { FREE_LINK, type LinkSettings } from "./link.ts";

export interface LabHost {
  readonly name: string;
  readonly address: string;
  readonly link: LinkSettings;
}

export interface Network {
  readonly address: string;
  readonly prefix: number;
}

/** The first host runs the server; the others are clients. */
export interface Layout {
  readonly network: Network;
  readonly hosts: readonly LabHost[];
}

export type HostAddress = Pick<LabHost, "name" | "address">;

/** The assignment's network. */
export const DEFAULT_NETWORK: Network = { address: "172.16.16.0", prefix: 24 };
const DEFAULT_NAMES = ["mesin1", "mesin2", "mesin3"];
const FIRST_NUMBER = 101;

/** A Linux interface is named after the host, and has 15 characters at most. */
const NAME = /^[a-z][a-z0-9-]{0,14}$/;
const MOST_HOSTS = 32;
/** The bridge, whose name no host can have. */
export const BRIDGE = "jam0";
const TAKEN_NAMES = [BRIDGE, "lo"];

/** `172.16.16.0/24` → a network. @throws {Error} whose message continues the flag's name */
export function parseNetwork(text: string): Network {
  const [, address = "", bits = ""] = /^([^/]+)\/(\d{1,2})$/.exec(text) ?? [];
  const prefix = Number(bits);
  if (!isIPv4(address) || bits === "" || prefix < 8 || prefix > 30) {
    throw new Error(
      `must be an IPv4 network with a prefix of 8 to 30 bits, such as ${formatNetwork(DEFAULT_NETWORK)}, not ${JSON.stringify(text)}.`,
    );
  }
  const base = toAddress((toNumber(address) & mask(prefix)) >>> 0);
  if (base !== address) {
    throw new Error(`must be the network's own address, ${base}/${prefix}, not ${JSON.stringify(text)}.`);
  }
  return { address, prefix };
}

export function formatNetwork({ address, prefix }: Network): string {
  return `${address}/${prefix}`;
}

/** `mesin1=172.16.16.101,…` → hosts. @throws {Error} whose message continues the flag's name */
export function parseHosts(text: string): readonly HostAddress[] {
  const hosts = text.split(",").map((item) => {
    const [, name = "", address = ""] = /^([^=]*)=([^=]*)$/.exec(item.trim()) ?? [];
    if (!NAME.test(name) || TAKEN_NAMES.includes(name)) {
      throw new Error(
        `must be name=address,… with names of 1 to 15 letters, digits and dashes that begin with a letter, not ${JSON.stringify(item)}.`,
      );
    }
    if (!isIPv4(address))
      throw new Error(`needs an IPv4 address for ${name}, not ${JSON.stringify(address)}.`);
    return { name, address };
  });
  const twice = firstTwice(hosts.map(({ name }) => name)) ?? firstTwice(hosts.map(({ address }) => address));
  if (twice !== undefined) throw new Error(`names ${twice} twice.`);
  if (hosts.length < 2)
    throw new Error("needs at least two hosts: the first is the server, the others are clients.");
  if (hosts.length > MOST_HOSTS) throw new Error(`takes at most ${MOST_HOSTS} hosts, not ${hosts.length}.`);
  return hosts;
}

/** The assignment's three machines, in this network. @throws {Error} whose message continues `--network` */
export function defaultHosts(network: Network): readonly HostAddress[] {
  const base = toNumber(network.address);
  const hosts = DEFAULT_NAMES.map((name, index) => ({
    name,
    address: toAddress(base + FIRST_NUMBER + index),
  }));
  if (hosts.every(({ address }) => isInside(network, address))) return hosts;
  throw new Error(`${formatNetwork(network)} is too small for the default addresses: set them with --hosts.`);
}

/** @throws {Error} whose message continues `--hosts` */
export function layoutOf(
  network: Network,
  hosts: readonly HostAddress[],
  linkOf: (host: string) => LinkSettings = () => FREE_LINK,
): Layout {
  const outside = hosts.find(({ address }) => !isInside(network, address));
  if (outside !== undefined) {
    throw new Error(
      `gives ${outside.name} the address ${outside.address}, which is not a host address in ${formatNetwork(network)}.`,
    );
  }
  return { network, hosts: hosts.map((host) => ({ ...host, link: linkOf(host.name) })) };
}

function isInside({ address, prefix }: Network, host: string): boolean {
  const base = toNumber(address);
  const last = (base | ~mask(prefix)) >>> 0;
  const number = toNumber(host);
  return number > base && number < last; // excludes the network address and the broadcast address
}

function firstTwice(texts: readonly string[]): string | undefined {
  return texts.find((text, index) => texts.indexOf(text) !== index);
}

function mask(prefix: number): number {
  return (0xffffffff << (32 - prefix)) >>> 0;
}

function toNumber(address: string): number {
  return address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
}

function toAddress(number: number): string {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".");
}
