/** Whether this machine can send to an address at all; what keeps it from that says nothing of a server. */
import { isIPv6 } from "node:net";

export interface Address {
  readonly ip: string;
  readonly port: number;
}

/**
 * The system's code of what is in the way, such as ENETUNREACH or EMFILE; undefined when nothing is. A UDP socket is
 * connected without a packet, and has these codes; Bun's TCP sockets and its node:dgram call them all ECONNREFUSED
 * or nothing.
 */
export async function routeError({ ip, port }: Address): Promise<string | undefined> {
  try {
    const hostname = isIPv6(ip) ? "::" : "0.0.0.0";
    const socket = await Bun.udpSocket({ hostname, connect: { hostname: ip, port } });
    socket.close();
    return undefined;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "UNKNOWN";
  }
}
