/** Whether a port is listened on, seen without a connection: the first one ever made belongs to the judging. */

import { isPortListening } from "../../proc/listening-port.ts";
import { type TcpState, tcpSockets } from "../../proc/tcp-sockets.ts";
import { Connection } from "../probe/connection.ts";
import { Trace } from "../probe/trace.ts";
import type { Address } from "./route.ts";

/** A connection that the server's side has closed. */
const ENDED: readonly TcpState[] = ["fin-wait-1", "fin-wait-2", "time-wait", "last-ack", "closing"];
const ASK_MS = 1_000;

/** By Linux's /proc; elsewhere only by a connection. */
export async function isListenedOn(address: Address): Promise<boolean> {
  return isPortListening(address.port) ?? accepts(address);
}

/** Whether connections that have ended still hold the port, for a server without SO_REUSEADDR. */
export function isHeldByEnded(port: number): boolean {
  const rows = tcpSockets() ?? [];
  return rows.some((row) => row.localPort === port && ENDED.includes(row.state));
}

async function accepts(address: Address): Promise<boolean> {
  const connection = await Connection.open(address, new Trace(), ASK_MS);
  if (typeof connection === "string") return false;
  connection.close();
  return true;
}
