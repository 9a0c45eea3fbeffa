/** An address, and whether this machine has a route to it; without a route nothing is known about the server. */
import { isIPv6 } from "node:net";

export interface Address {
  readonly ip: string;
  readonly port: number;
}

/**
 * The system's error code, such as ENETUNREACH or EMFILE; undefined if there is a route. Connecting a UDP socket sends
 * no packet and yields these codes; Bun's TCP sockets and its node:dgram report ECONNREFUSED or nothing instead.
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
