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

export type TcpState = (typeof STATES)[number];

export interface TcpSocket {
  /** As the kernel writes it: hex, `00000000` for every IPv4 address. */
  readonly localAddress: string;
  readonly localPort: number;
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
    /^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) [0-9A-F]+:([0-9A-F]{4}) ([0-9A-F]{2}) \S+ \S+ \S+ +\d+ +\d+ (\d+)/gm;
  return [...table.matchAll(row)].map(
    ([, localAddress = "", local = "", remote = "", state = "", inode]) => ({
      localAddress,
      localPort: Number.parseInt(local, 16),
      remotePort: Number.parseInt(remote, 16),
      state: STATES[Number.parseInt(state, 16)] ?? "unknown",
      inode: Number(inode),
    }),
  );
}
