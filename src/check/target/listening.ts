/** Whether a port is listened on, seen without a connection: the first one ever made belongs to the judging. */

import { isPortListening } from "../../proc/listening-port.ts";
import { localSockets } from "../../proc/tcp-sockets.ts";
import { Connection } from "../probe/connection.ts";
import { Trace } from "../probe/trace.ts";
import type { Address } from "./route.ts";

/** FIN_WAIT1, FIN_WAIT2, TIME_WAIT, LAST_ACK and CLOSING, include/net/tcp_states.h. */
const ENDED = ["04", "05", "06", "09", "0B"];
const ASK_MS = 1_000;

/** By Linux's /proc; elsewhere only by a connection. */
export async function isListenedOn(address: Address): Promise<boolean> {
  return isPortListening(address.port) ?? accepts(address);
}

/** Whether connections that have ended still hold the port, for a server without SO_REUSEADDR. */
export function isHeldByEnded(port: number): boolean {
  const rows = localSockets() ?? [];
  return rows.some((row) => row.port === port && ENDED.includes(row.state));
}

async function accepts(address: Address): Promise<boolean> {
  const connection = await Connection.open(address, new Trace(), ASK_MS);
  if (typeof connection === "string") return false;
  connection.close();
  return true;
}
