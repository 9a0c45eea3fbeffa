/** TCP sockets as Linux's /proc/net/tcp and tcp6 list them: ports, states, inodes, seen without a connection. */
import { readProc } from "./proc-file.ts";

/** By the kernel's number, include/net/tcp_states.h. */
const STATES = [
  "unknown",
  "established",
  "syn-sent",
  "syn-received",
  "fin-wait-1",
  "fin-wait-2",
  "time-wait",
  "close",
  "close-wait",
  "last-ack",
  "listen",
  "closing",
  "new-syn-received",
] as const;

type TcpState = (typeof STATES)[number];

export interface TcpSocket {
  /** As the kernel writes it: hex, `00000000` for every IPv4 address. */
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly state: TcpState;
  /** Of the socket's file; 0 for one that no process has. */
  readonly inode: number;
}

/** This machine's; undefined if there is no /proc. */
export function tcpSockets(): readonly TcpSocket[] | undefined {
  const tables = ["net/tcp", "net/tcp6"].map(readProc).filter((table) => table !== undefined);
  return tables.length === 0 ? undefined : tables.flatMap(parseTcpSockets);
}

/** Rows of proc_net_tcp(5): `sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode …`. */
export function parseTcpSockets(table: string): readonly TcpSocket[] {
  const row =
    /^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]{2}) \S+ \S+ \S+ +\d+ +\d+ (\d+)/gm;
  return [...table.matchAll(row)].map(
    ([, localAddress = "", local = "", remoteAddress = "", remote = "", state = "", inode]) => ({
      localAddress,
      localPort: Number.parseInt(local, 16),
      remoteAddress,
      remotePort: Number.parseInt(remote, 16),
      state: STATES[Number.parseInt(state, 16)] ?? "unknown",
      inode: Number(inode),
    }),
  );
}

/** `0100007F` → `127.0.0.1`: the kernel writes words of four bytes in the machine's order, which is little-endian. */
export function ipOf(address: string): string {
  const bytes = Buffer.from(address, "hex").swap32();
  if (bytes.length === 4) return bytes.join(".");
  // An IPv4 address of an IPv6 socket, RFC 4291, 2.5.5.2.
  if (/^0{20}f{4}/.test(bytes.toString("hex"))) return bytes.subarray(12).join(".");
  const groups = (bytes.toString("hex").match(/.{4}/g) ?? []).join(":");
  // The URL standard shortens an address as RFC 5952 wants it.
  return new URL(`http://[${groups}]`).hostname.slice(1, -1);
}
