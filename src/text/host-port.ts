/** HOST:PORT as people write it ↔ a host and a port. Resolves no name and checks none. */

export interface HostPort {
  readonly host: string;
  /** Undefined if the text has none. */
  readonly port: number | undefined;
  readonly isBracketed: boolean;
}

/** `[host]:port`, `[host]`, `host:port` or `host`. */
const FORM = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/;

/** Undefined if the text has none of these forms; an IPv6 address with a port needs brackets. */
export function parseHostPort(text: string): HostPort | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const [, bracketed, plain = "", port] = match;
  return {
    host: bracketed ?? plain,
    port: port === undefined ? undefined : Number(port),
    isBracketed: bracketed !== undefined,
  };
}

/** `127.0.0.1:45000`, `[::1]:45000` */
export function formatHostPort(host: string, port: number): string {
  return `${urlHost(host)}:${port}`;
}

/** A host as it stands before a port: an IPv6 address in brackets. */
export function urlHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
