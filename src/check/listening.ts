/** Whether a port is listened on, seen without a connection: the first one ever made belongs to the judging. */
import { readFileSync } from "node:fs";
import { Exchange } from "./exchange.ts";
import { type Address, Peer } from "./peer.ts";

const LISTEN = "0A"; // include/net/tcp_states.h
/** FIN_WAIT1, FIN_WAIT2, TIME_WAIT, LAST_ACK and CLOSING, there. */
const ENDED = ["04", "05", "06", "09", "0B"];
const ASK_MS = 1_000;

/** By Linux's /proc; elsewhere only by a connection. */
export async function isListenedOn(address: Address): Promise<boolean> {
  const tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(readTable);
  if (tables.every((table) => table === undefined)) return accepts(address);
  return tables.some((table) => table?.some(({ port, state }) => port === address.port && state === LISTEN));
}

/** Whether connections that have ended still hold the port, for a server without SO_REUSEADDR. */
export function isHeldByEnded(port: number): boolean {
  const rows = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) => readTable(file) ?? []);
  return rows.some((row) => row.port === port && ENDED.includes(row.state));
}

/** Rows are `sl local_address rem_address st …`, proc_net_tcp(5). */
function readTable(file: string) {
  try {
    const rows = readFileSync(file, "utf8").trim().split("\n").slice(1);
    return rows.map((row) => {
      const [, local = "", , state = ""] = row.trim().split(/\s+/);
      return { port: Number.parseInt(local.split(":")[1] ?? "", 16), state };
    });
  } catch {
    return undefined;
  }
}

async function accepts(address: Address): Promise<boolean> {
  const peer = await Peer.open(address, new Exchange(), ASK_MS);
  if (typeof peer === "string") return false;
  peer.close();
  return true;
}
