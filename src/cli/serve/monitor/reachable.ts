/** The addresses by which other machines of the network reach what listens here. */
import { isIPv6 } from "node:net";
import type { NetworkInterfaceInfo } from "node:os";

const WILDCARDS = ["*", "0.0.0.0", "::"];

/** @param listening the addresses that are listened on @returns IPv4 first; empty if only this machine can connect */
export function reachable(
  listening: readonly string[],
  interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>,
): readonly string[] {
  const others = Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !isLinkLocal(address))
    .map(({ address }) => address)
    .sort((left, right) => Number(isIPv6(left)) - Number(isIPv6(right)));
  if (listening.includes("0.0.0.0")) return others.filter((address) => !isIPv6(address));
  if (listening.some((address) => WILDCARDS.includes(address))) return others;
  return listening.filter((address) => others.includes(address));
}

/** Such an address needs the name of an interface beside it. */
function isLinkLocal(address: string): boolean {
  return /^fe[89ab]/i.test(address);
}
