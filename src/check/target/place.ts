/** Where the processes of COMMAND listen, and at which of these addresses they are judged. */

import { listeningSockets } from "../../proc/listening-port.ts";
import { processSockets } from "../../proc/process-sockets.ts";
import { bindError } from "../../proc/tcp-calls.ts";
import { ipOf, type TcpSocket } from "../../proc/tcp-sockets.ts";
import { formatHostPort } from "../../text/host-port.ts";
import { isListenedOn } from "./listening.ts";
import type { Address } from "./route.ts";

export interface Place {
  readonly address: Address;
  /** Everything on which it listens; empty if that cannot be seen. */
  readonly listensOn: readonly string[];
}

/**
 * Undefined if it does not listen. On a port other than the one asked for only if it does not listen there.
 * @param hasOwnNetwork whatever listens belongs to it, whether its processes can be looked into or not
 */
export async function placeOf(
  asked: Address,
  pids: readonly number[],
  hasOwnNetwork = false,
): Promise<Place | undefined> {
  const listening = listeningSockets();
  if (listening === undefined)
    return (await isListenedOn(asked)) ? { address: asked, listensOn: [] } : undefined;
  const inodes = processSockets(pids);
  const own = listening.filter(({ inode }) => hasOwnNetwork || inodes.has(inode));
  const ownOnPort = own.filter(({ localPort }) => localPort === asked.port);
  // A process of another user is not seen as its own. The port was free before COMMAND was started.
  const onPort = ownOnPort.length > 0 ? ownOnPort : listening.filter((each) => each.localPort === asked.port);
  const sockets = onPort.length > 0 ? onPort : own;
  if (sockets.length === 0) return undefined;
  const places = sockets.map((socket) => reachedAt(socket, asked));
  const atAsked = places.find(({ ip, port }) => ip === asked.ip && port === asked.port);
  // A link-local address needs the name of its link.
  const address = atAsked ?? places.find(({ ip }) => !ip.startsWith("fe80:")) ?? places[0];
  if (address === undefined) return undefined;
  const listensOn = sockets.map((each) => formatHostPort(ipOf(each.localAddress), each.localPort));
  return { address, listensOn: [...new Set(listensOn)] };
}

/** The address of the socket; if it has every address, the one asked for. */
function reachedAt({ localAddress, localPort: port }: TcpSocket, asked: Address): Address {
  const ip = ipOf(localAddress);
  if (ip === "0.0.0.0") return { ip: asked.ip, port };
  if (ip !== "::") return { ip, port };
  // A socket on `::` accepts IPv4 too unless it has IPV6_V6ONLY; then the IPv4 port is free.
  return { ip: bindError({ ip: asked.ip, port }) === undefined ? "::1" : asked.ip, port };
}
