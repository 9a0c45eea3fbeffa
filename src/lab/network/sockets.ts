/** A host's TCP sockets: who listens, and what is still open. */
import { parseTcpSockets, type TcpSocket } from "../../proc/tcp-sockets.ts";
import type { LabDaemon } from "./daemon.ts";
import { hostOutput } from "./hosts.ts";

export async function socketsOf(holder: LabDaemon, host: string): Promise<readonly TcpSocket[]> {
  return parseTcpSockets(await hostOutput(holder, host, ["cat", "/proc/net/tcp", "/proc/net/tcp6"]));
}

/** A connection that not both sides have closed. */
export function isOpen({ state }: TcpSocket): boolean {
  return state !== "listen" && state !== "time-wait" && state !== "close";
}

/** Whether a client of another host would be let in. */
export function listensFor(sockets: readonly TcpSocket[], port: number, address: string): boolean {
  const reversed = address.split(".").reverse();
  const own = reversed
    .map((byte) => Number(byte).toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase();
  return sockets.some(
    ({ state, localPort, localAddress }) =>
      state === "listen" && localPort === port && (/^0+$/.test(localAddress) || localAddress.endsWith(own)),
  );
}

/** Where it listens instead, for a message: `127.0.0.1:45000`. */
export function listeners(sockets: readonly TcpSocket[]): readonly string[] {
  const places = sockets
    .filter(({ state }) => state === "listen")
    .map(({ localAddress, localPort }) => {
      const bytes = localAddress.slice(-8).match(/../g)?.reverse() ?? [];
      return `${bytes.map((byte) => Number.parseInt(byte, 16)).join(".")}:${localPort}`;
    });
  return [...new Set(places)];
}
