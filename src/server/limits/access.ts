/** Which addresses may come in: the lists of --allow and --deny. Pure. */
import { type Address, isIpv4, parseAddress } from "./address.ts";

/** Addresses and subnets as text, each valid: `readSubnet` takes it. Plain data, since it crosses threads. */
export interface AccessLists {
  /** Empty: everyone. */
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

interface Subnet {
  readonly address: Address;
  /** How many leading bits of the 128 count. */
  readonly bits: number;
}

/** Bits of an IPv6 address before the IPv4 address that is mapped into it. */
const MAPPED_BITS = 96;

/**
 * Reads `10.1.2.3`, `10.0.0.0/8`, `2001:db8::/32` and the like. Bits behind the prefix are allowed and mean nothing,
 * as for nginx and chrony.
 * @returns undefined for what is none
 */
export function readSubnet(text: string): Subnet | undefined {
  const [, written = "", prefix] = /^([^/%]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(written);
  if (address === undefined) return undefined;
  const before = written.includes(":") ? 0 : MAPPED_BITS;
  const bits = prefix === undefined ? 128 : before + Number(prefix);
  // ::ffff:10.0.0.0/8 reads as IPv4's and would be an eighth of nothing.
  const isMisread = isIpv4(address) && bits < MAPPED_BITS;
  return bits > 128 || isMisread ? undefined : { address, bits };
}

/** @throws {Error} for a text that `readSubnet` does not take */
export function compileAccess({ allow, deny }: AccessLists): (address: Address) => boolean {
  const [allowed, denied] = [allow.map(subnetOf), deny.map(subnetOf)];
  return (address) =>
    !denied.some((subnet) => contains(subnet, address)) &&
    (allowed.length === 0 || allowed.some((subnet) => contains(subnet, address)));
}

/** Each family keeps to itself: `::/0` is all of IPv6 and nothing of IPv4. */
function contains({ address, bits }: Subnet, peer: Address): boolean {
  if (bits < MAPPED_BITS && isIpv4(peer)) return false;
  for (let word = 0; word * 32 < bits; word++) {
    const ignored = Math.max(0, 32 * (word + 1) - bits);
    if (((address[word] as number) ^ (peer[word] as number)) >>> ignored !== 0) return false;
  }
  return true;
}

function subnetOf(text: string): Subnet {
  const subnet = readSubnet(text);
  if (subnet === undefined) throw new Error(`no address or subnet: ${text}`);
  return subnet;
}
