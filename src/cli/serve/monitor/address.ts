/** The monitor's HOST:PORT ↔ host and port, and its URL. */
import { parseAddress } from "../../../server/limits/address.ts";
import { formatHostPort, parseHostPort } from "../../../text/host-port.ts";

export interface MonitorAddress {
  readonly host: string;
  readonly port: number;
}

/** Undefined if the text is not HOST:PORT; an IPv6 address must be in brackets. */
export function parseMonitorAddress(text: string): MonitorAddress | undefined {
  const { host = "", port = 65_536, isBracketed = false } = parseHostPort(text) ?? {};
  if (port > 65_535 || !(isBracketed ? isIpv6(host) : /^[\w.-]+$/.test(host))) return undefined;
  return { host, port };
}

export function monitorUrl({ host, port }: MonitorAddress): string {
  return `http://${formatHostPort(host, port)}/`;
}

function isIpv6(text: string): boolean {
  return text.includes(":") && parseAddress(text) !== undefined;
}
