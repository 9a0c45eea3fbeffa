/** Whether a port is listened on, seen without a connection: the first one ever made belongs to the judging. */

import { isPortListening } from "../../proc/listening-port.ts";
import { Connection } from "../probe/connection.ts";
import { Trace } from "../probe/trace.ts";
import type { Address } from "./route.ts";

const ASK_MS = 1_000;

/** By Linux's /proc; elsewhere only by a connection. */
export async function isListenedOn(address: Address): Promise<boolean> {
  return isPortListening(address.port) ?? accepts(address);
}

async function accepts(address: Address): Promise<boolean> {
  const connection = await Connection.open(address, new Trace(), ASK_MS);
  if (typeof connection === "string") return false;
  connection.close();
  return true;
}
