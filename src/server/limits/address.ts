/** An address's text → its bits, and the key by which limits identify a peer. Pure. */

/** 128 bits as four words. An IPv4 address is its IPv4-mapped one (RFC 4291, 2.5.5.2), so both are the same peer. */
export type Address = readonly [number, number, number, number];

const MAPPED = 0xffff;

// Not node:net's isIP(): loading that costs a start 14 ms.
const BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const DOTTED = `${BYTE}(?:\\.${BYTE}){3}`;
const IPV4 = new RegExp(`^${DOTTED}$`);
const DOTTED_END = new RegExp(`(?<=:)${DOTTED}$`);
const GROUP = /^[\da-f]{1,4}$/i;
const GROUPS = 8;

/** @returns undefined if it is not an address; a zone (`%eth0`) is ignored */
export function parseAddress(text: string): Address | undefined {
  const bare = text.replace(/%.+$/, "");
  if (IPV4.test(bare)) return [0, 0, MAPPED, wordOf(bare)];
  const groups = groupsOf(bare);
  return groups && addressOf(groups);
}

/**
 * A socket's remote address without the prefix of an IPv4 peer on `::` (RFC 4291, 2.5.5.2).
 * @param remoteAddress undefined or empty if the peer is gone already
 */
export function plainAddress(remoteAddress: string | undefined): string {
  return remoteAddress?.replace(/^::ffff:(?=\d+\.)/, "") ?? "";
}

export function isIpv4([first, second, third]: Address): boolean {
  return first === 0 && second === 0 && third === MAPPED;
}

/** What counts as one peer: an IPv4 address, or an IPv6 /64, since a single host has all of a /64 (RFC 6177). */
export interface AddressKey {
  readonly high: number;
  readonly low: number;
}

/** No peer's /64 begins like this: it is in the block for multicast (RFC 4291, 2.7). */
const IPV4_HIGH = -1;

export function keyOf(address: Address): AddressKey {
  const [first, second, , last] = address;
  return isIpv4(address) ? { high: IPV4_HIGH, low: last | 0 } : { high: first | 0, low: second | 0 };
}

/** The key of a socket whose peer is gone already and has no address. */
const NOWHERE: AddressKey = { high: 0, low: 0 };

export function keyOfPeer(remoteAddress: string | undefined): AddressKey {
  const address = parseAddress(remoteAddress ?? "");
  return address === undefined ? NOWHERE : keyOf(address);
}

/** A hash that spreads neighbouring keys over a table. Finalizer of MurmurHash3, public domain. */
export function hashOf({ high, low }: AddressKey): number {
  let hash = Math.imul(high, 0x9e3779b1) ^ low;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** `10.0.0.1` as one 32-bit word. */
function wordOf(text: string): number {
  return text.split(".").reduce((word, byte) => (word << 8) | Number(byte), 0) >>> 0;
}

/** The eight groups of an IPv6 address (RFC 4291, 2.2); undefined if it is not one. */
function groupsOf(text: string): readonly number[] | undefined {
  const hex = text.replace(DOTTED_END, (dotted) => {
    const word = wordOf(dotted);
    return `${(word >>> 16).toString(16)}:${(word & 0xffff).toString(16)}`;
  });
  const [head = "", tail, ...more] = hex.split("::");
  const [before, after] = [groupsIn(head), groupsIn(tail ?? "")];
  const missing = GROUPS - before.length - after.length;
  if (more.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  const groups = [...before, ...new Array<number>(missing).fill(0), ...after];
  return groups.includes(Number.NaN) ? undefined : groups;
}

function groupsIn(text: string): readonly number[] {
  if (text === "") return [];
  return text.split(":").map((group) => (GROUP.test(group) ? Number.parseInt(group, 16) : Number.NaN));
}

function addressOf(groups: readonly number[]): Address {
  const word = (at: number) => (((groups[at] ?? 0) << 16) | (groups[at + 1] ?? 0)) >>> 0;
  return [word(0), word(2), word(4), word(6)];
}
