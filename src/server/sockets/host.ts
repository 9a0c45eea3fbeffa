/** A host name or address → the addresses to listen on. */
import { networkInterfaces } from "node:os";

/** All addresses of the machine, IPv4 and IPv6. */
export const ANY_HOST = "*";

/**
 * @throws {Error} with the resolver's `code` if the name has no address
 */
export async function resolveHost(host: string): Promise<readonly string[]> {
  // A socket on `::` accepts IPv4 too; a machine without IPv6 has only 0.0.0.0.
  if (host === ANY_HOST) return [hasIpv6() ? "::" : "0.0.0.0"];
  const { lookup } = await import("node:dns/promises"); // not needed to listen on all addresses
  const found = await lookup(host, { all: true });
  return [...new Set(found.map(({ address }) => address))];
}

function hasIpv6(): boolean {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ family }) => family === "IPv6"),
  );
}
