/** A PROXY header of version 1: one line of text. Pure. */
import { formatIpv6 } from "../../text/ipv6.ts";
import { parseAddress } from "../limits/address.ts";
import type { Client, HeaderReading } from "./reading.ts";

export const TEXT_PREFIX = new TextEncoder().encode("PROXY ");

/** With its CR LF (2.1). */
const LINE_BYTES = 107;

// Section 2.1: one space each, no leading zeros. The addresses are read below.
const PORT = "(0|[1-9]\\d{0,4})";
const LINE = new RegExp(`^PROXY TCP([46]) ([\\da-fA-F.:]+) ([\\da-fA-F.:]+) ${PORT} ${PORT}$`);
/** What follows UNKNOWN is ignored. */
const UNKNOWN = /^PROXY UNKNOWN(?: |$)/;

const MAX_PORT = 65_535;
const latin1 = new TextDecoder("latin1");

/** @param bytes that begin with TEXT_PREFIX */
export function readTextHeader(bytes: Uint8Array): HeaderReading {
  const text = latin1.decode(bytes.subarray(0, LINE_BYTES));
  const end = text.indexOf("\r\n");
  if (end < 0) return { kind: text.length < LINE_BYTES ? "incomplete" : "invalid" };
  const client = clientOf(text.slice(0, end));
  return client === undefined ? { kind: "invalid" } : { kind: "header", length: end + 2, client };
}

/** @param line without its CR LF */
function clientOf(line: string): Client | undefined {
  if (UNKNOWN.test(line)) return { kind: "unnamed" };
  const [, family, source = "", destination = "", ...ports] = LINE.exec(line) ?? [];
  if (ports.some((port) => Number(port) > MAX_PORT)) return undefined;
  const read = family === "4" ? readIpv4 : readIpv6;
  const address = read(source);
  if (address === undefined || read(destination) === undefined) return undefined;
  return { kind: "named", address, port: Number(ports[0]) };
}

function readIpv4(text: string): string | undefined {
  const isDotted = !text.includes(":") && parseAddress(text) !== undefined;
  return isDotted ? text : undefined;
}

/** One of many spellings → the one of RFC 5952. */
function readIpv6(text: string): string | undefined {
  const words = text.includes(":") ? parseAddress(text) : undefined;
  return words && formatIpv6(words.flatMap((word) => [word >>> 16, word & 0xffff]));
}
