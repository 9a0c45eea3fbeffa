/** Which TCP sockets of this machine listen, by Linux's /proc and without a connection. */
import { closeSync, openSync, readSync } from "node:fs";
import { parseTcpSockets, type TcpSocket } from "./tcp-sockets.ts";

/** The kernel hands out at most about a page at a read. */
const READ_BYTES = 16 << 10;

/** Undefined if there is no /proc. */
export function isPortListening(port: number): boolean | undefined {
  return listeningSockets()?.some(({ localPort }) => localPort === port);
}

/**
 * Undefined if there is no /proc. Listening sockets come first in the table (net/ipv4/tcp_ipv4.c, tcp_seq_start). Only
 * they are read: a load of short connections leaves tens of thousands of rows in TIME_WAIT, which would take 100 ms of
 * the judge's time.
 */
export function listeningSockets(): readonly TcpSocket[] | undefined {
  const tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(readListening).filter((each) => each !== undefined);
  return tables.length === 0 ? undefined : tables.flat();
}

function readListening(file: string): readonly TcpSocket[] | undefined {
  try {
    const table = openSync(file, "r");
    try {
      return listeningRows(table);
    } finally {
      closeSync(table);
    }
  } catch {
    return undefined;
  }
}

function listeningRows(table: number): readonly TcpSocket[] {
  const buffer = Buffer.alloc(READ_BYTES);
  const listening: TcpSocket[] = [];
  for (let rest = ""; ; ) {
    const bytes = readSync(table, buffer, 0, READ_BYTES, null);
    if (bytes === 0) return listening;
    const text = rest + buffer.toString("latin1", 0, bytes);
    const end = text.lastIndexOf("\n") + 1;
    rest = text.slice(end);
    for (const row of parseTcpSockets(text.slice(0, end))) {
      if (row.state !== "listen") return listening;
      listening.push(row);
    }
  }
}
