/** The host and port that a caller wrote, `host:port` and `[::1]` included → where to connect. */
import { parseHostPort } from "../text/host-port.ts";

const MAX_PORT = 65_535;

/**
 * @param port if undefined, that of the host, or the default
 * @throws {RangeError} for text that names no host, and for two different ports
 */
export function resolveHost(host: string, port: number | undefined, defaultPort: number) {
  const place = placeOf(host);
  if (place.port !== undefined && port !== undefined && place.port !== port) {
    throw new RangeError(`host ${quote(host)} has a port of its own, and port is ${port}: give one of them`);
  }
  return { host: place.host, port: checkPort(port ?? place.port ?? defaultPort) };
}

function placeOf(host: unknown): { readonly host: string; readonly port?: number | undefined } {
  if (typeof host !== "string") throw new RangeError(`host must be a string, not ${described(host)}`);
  if (/^[\da-f.]*(:[\da-f.]*){2,}(%\w+)?$/i.test(host)) return { host }; // an IPv6 address without brackets
  const place = parseHostPort(host);
  const isName =
    place !== undefined &&
    /^[^\s/@?#[\]\\]+$/.test(place.host) &&
    place.isBracketed === place.host.includes(":");
  if (!isName) {
    throw new RangeError(
      `host must be a name or an address, perhaps with a port as in [::1]:45000, not ${quote(host)}`,
    );
  }
  if (/^\d+$/.test(place.host)) throw new RangeError(`host ${quote(host)} is a number: give it as port`);
  return place;
}

function checkPort(port: unknown): number {
  if (typeof port === "number" && Number.isInteger(port) && port >= 1 && port <= MAX_PORT) return port;
  throw new RangeError(`port must be a whole number from 1 to ${MAX_PORT}, not ${described(port)}`);
}

/** @returns the value as code: a string with quotes, which tells `"45000"` from `45000` */
export function described(value: unknown): string {
  if (typeof value === "string") return `the string ${quote(value)}`;
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
