/** HOST:PORT of a monitor ↔ host and port. */
import { parseAddress } from "../../server/limits/address.ts";

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** Undefined if the text is not HOST:PORT; an IPv6 address must be in brackets. */
export function parseHostPort(text: string): HostPort | undefined {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]*)\]|([\w.-]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || port > 65_535 || (bracketed !== undefined && !isIpv6(bracketed)))
    return undefined;
  return { host, port };
}

export function monitorUrl({ host, port }: HostPort): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}/`;
}

function isIpv6(text: string): boolean {
  return text.includes(":") && parseAddress(text) !== undefined;
}
