/** HOST[:PORT] as people write it → a host and a port. Resolves no name. */
import { isIPv6 } from "node:net";
import { DEFAULTS } from "../../client/index.ts";
import { UsageError } from "../exit.ts";

export interface Target {
  readonly host: string;
  readonly port: number;
}

/** `[host]:port`, `[host]`, `host:port` or `host`. */
const FORM = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/;
const NAME = /^[\p{L}\p{M}\p{N}._-]+$/u;

/** Without a port it is 45000. An IPv6 address with a port stands in brackets. @throws {UsageError} */
export function parseTarget(text: string): Target {
  if (isIPv6(text)) return { host: text, port: DEFAULTS.port };
  const [, bracketed, plain, port = String(DEFAULTS.port)] = FORM.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || !(bracketed === undefined ? isName(host) : isIPv6(host))) {
    throw new UsageError(
      `${JSON.stringify(text)} names no server: HOST or HOST:PORT is wanted, such as 127.0.0.1:45000, ` +
        "time.example.org or [::1]:45000.",
    );
  }
  if (Number(port) >= 1 && Number(port) <= 65_535) return { host, port: Number(port) };
  throw new UsageError(`the port of ${JSON.stringify(text)} has to be from 1 to 65535.`);
}

/** A bare number would be taken for an address (45000 for 0.0.175.200) where a port is meant. */
function isName(host: string): boolean {
  return NAME.test(host) && !/^\d+$/.test(host);
}
