/** A host as the user names it → the addresses to listen on. */
import { networkInterfaces } from "node:os";

/** All addresses of the machine, of IPv4 and of IPv6. */
export const ANY_HOST = "*";

/**
 * @throws {Error} with a `code` of the resolver where the name has no address
 */
export async function resolveHost(host: string): Promise<readonly string[]> {
  // A socket on `::` takes IPv4 too; where the machine has no IPv6 at all there is only 0.0.0.0 to listen on.
  if (host === ANY_HOST) return [hasIpv6() ? "::" : "0.0.0.0"];
  const { lookup } = await import("node:dns/promises"); // a start on all addresses does without it
  const found = await lookup(host, { all: true });
  return [...new Set(found.map(({ address }) => address))];
}

function hasIpv6(): boolean {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ family }) => family === "IPv6"),
  );
}
