/** Which addresses are admitted: the lists of --allow and --deny, matched by node:net's BlockList. */
import type { BlockList } from "node:net";
import { isIpv4, parseAddress, plainAddress } from "./address.ts";

/** Addresses and subnets as text, each valid: `readSubnet` takes it. Plain data: it crosses threads. */
export interface AccessLists {
  /** Empty: every address. */
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

type Family = "ipv4" | "ipv6";

interface Subnet {
  readonly address: string;
  readonly prefix: number;
  readonly family: Family;
}

/** Bits of an IPv6 address before the IPv4 address that is mapped into it. */
const MAPPED_BITS = 96;

/**
 * Reads `10.1.2.3`, `10.0.0.0/8`, `2001:db8::/32` and the like. Bits after the prefix are allowed and ignored, as in
 * nginx and chrony. A mapped IPv4 subnet is IPv4's.
 * @returns undefined if it is no address and no subnet
 */
export function readSubnet(text: string): Subnet | undefined {
  const [, address = "", written] = /^([^/%]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const words = parseAddress(address);
  if (words === undefined) return undefined;
  const offset = address.includes(":") ? 0 : MAPPED_BITS;
  const bits = written === undefined ? 128 : offset + Number(written);
  if (bits > 128) return undefined;
  if (!isIpv4(words)) return { address, prefix: bits, family: "ipv6" };
  // ::ffff:10.0.0.0/8 looks like 10.0.0.0/8 and would be far more.
  if (bits < MAPPED_BITS) return undefined;
  const bytes = [24, 16, 8, 0].map((shift) => (words[3] >>> shift) & 0xff);
  return { address: bytes.join("."), prefix: bits - MAPPED_BITS, family: "ipv4" };
}

/** Both take a socket's remote address. */
export interface Access {
  isAllowed(remoteAddress: string): boolean;
  isDenied(remoteAddress: string): boolean;
}

/** @throws {Error} for a text that `readSubnet` does not take */
export function compileAccess({ allow, deny }: AccessLists): Access {
  const [isListed, isDenied] = [compileSubnets(allow), compileSubnets(deny)];
  return {
    isAllowed: (remoteAddress) => !isDenied(remoteAddress) && (allow.length === 0 || isListed(remoteAddress)),
    isDenied,
  };
}

/**
 * @returns whether a socket's remote address is in one of the subnets
 * @throws {Error} for a text that `readSubnet` does not take
 */
export function compileSubnets(texts: readonly string[]): (remoteAddress: string) => boolean {
  const matches = matcherOf(texts);
  return (remoteAddress) => matches(plainAddress(remoteAddress).replace(/%.*/, ""));
}

/** Each family has its own list: in one, `::/0` would match IPv4 too. */
function matcherOf(texts: readonly string[]): (address: string) => boolean {
  const lists: Readonly<Record<Family, BlockList>> = { ipv4: emptyList(), ipv6: emptyList() };
  for (const text of texts) {
    const subnet = readSubnet(text);
    if (subnet === undefined) throw new Error(`not an address or subnet: ${text}`);
    lists[subnet.family].addSubnet(subnet.address, subnet.prefix, subnet.family);
  }
  return (address) => {
    if (address === "") return false; // the peer is gone already
    const family = address.includes(":") ? "ipv6" : "ipv4";
    return lists[family].check(address, family);
  };
}

function emptyList(): BlockList {
  const { BlockList } = process.getBuiltinModule("node:net"); // loading it takes 7 to 14 ms: only a server with lists does
  return new BlockList();
}
