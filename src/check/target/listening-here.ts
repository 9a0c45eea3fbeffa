/** Whether this very machine listens on an address: on the port alone it may be another server, or another address. */

import { listeningSockets } from "../../proc/listening-port.ts";
import { bindError } from "../../proc/tcp-calls.ts";
import { ipOf } from "../../proc/tcp-sockets.ts";
import type { Address } from "./route.ts";

/** False for an address of another machine, and where there is no /proc. */
export function isListeningHere({ ip, port }: Address): boolean {
  const sockets = (listeningSockets() ?? []).filter(({ localPort }) => localPort === port);
  if (sockets.length === 0 || bindError({ ip, port: 0 }) !== undefined) return false;
  const ips = sockets.map(({ localAddress }) => ipOf(localAddress));
  if (ips.includes(ip)) return true;
  if (ips.includes("0.0.0.0") && !ip.includes(":")) return true;
  // A socket on `::` that takes IPv4 as well prevents another from binding there.
  return ips.includes("::") && (ip.includes(":") || bindError({ ip, port }) === "EADDRINUSE");
}
