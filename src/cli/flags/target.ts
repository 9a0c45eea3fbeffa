/** HOST[:PORT] of a time server, as people write it → a host and a port. Resolves no name. */
import { isIPv6 } from "node:net";
import { DEFAULTS } from "../../client/index.ts";
import { parseHostPort } from "../../text/host-port.ts";
import { UsageError } from "../exit.ts";

export interface Target {
  readonly host: string;
  readonly port: number;
}

const NAME = /^[\p{L}\p{M}\p{N}._-]+$/u;

/** The default port is 45000. An IPv6 address with a port needs brackets. @throws {UsageError} */
export function parseTarget(text: string): Target {
  if (isIPv6(text)) return { host: text, port: DEFAULTS.port };
  const { host = "", port = DEFAULTS.port, isBracketed = false } = parseHostPort(text) ?? {};
  if (!(isBracketed ? isIPv6(host) : isName(host))) {
    throw new UsageError(
      `${JSON.stringify(text)} is not HOST or HOST:PORT, such as 127.0.0.1:45000, ` +
        "time.example.org or [::1]:45000.",
    );
  }
  if (port >= 1 && port <= 65_535) return { host, port };
  throw new UsageError(`the port in ${JSON.stringify(text)} must be from 1 to 65535.`);
}

/** A bare number would be taken for an address (45000 for 0.0.175.200) although a port was meant. */
function isName(host: string): boolean {
  return NAME.test(host) && !/^\d+$/.test(host);
}
