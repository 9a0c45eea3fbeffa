/** A host's TCP sockets as /proc/net/tcp and tcp6 list them: who listens, and what is still open. */
import type { LabDaemon } from "./daemon.ts";
import { hostOutput } from "./hosts.ts";

export interface TcpSocket {
  /** As the kernel writes it: hex, `00000000` for every IPv4 address. */
  readonly localAddress: string;
  readonly localPort: number;
  readonly remotePort: number;
  readonly state: "listening" | "over" | "open";
}

/** Kernel's numbers, include/net/tcp_states.h. */
const LISTEN = 10;
const OVER = [6, 7]; // TIME_WAIT, CLOSE

export async function socketsOf(daemon: LabDaemon, host: string): Promise<readonly TcpSocket[]> {
  return parseSockets(await hostOutput(daemon, host, ["cat", "/proc/net/tcp", "/proc/net/tcp6"]));
}

/** Lines of proc_net_tcp: `0: 00000000:AFC8 00000000:0000 0A …`. */
export function parseSockets(text: string): readonly TcpSocket[] {
  const line = /^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) [0-9A-F]+:([0-9A-F]{4}) ([0-9A-F]{2}) /gm;
  return [...text.matchAll(line)].map(([, localAddress = "", local = "", remote = "", state = ""]) => {
    const number = Number.parseInt(state, 16);
    return {
      localAddress,
      localPort: Number.parseInt(local, 16),
      remotePort: Number.parseInt(remote, 16),
      state: number === LISTEN ? "listening" : OVER.includes(number) ? "over" : "open",
    };
  });
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
      state === "listening" &&
      localPort === port &&
      (/^0+$/.test(localAddress) || localAddress.endsWith(own)),
  );
}

/** Where it listens instead, for a message: `127.0.0.1:45000`. */
export function listeners(sockets: readonly TcpSocket[]): readonly string[] {
  const places = sockets
    .filter(({ state }) => state === "listening")
    .map(({ localAddress, localPort }) => {
      const bytes = localAddress.slice(-8).match(/../g)?.reverse() ?? [];
      return `${bytes.map((byte) => Number.parseInt(byte, 16)).join(".")}:${localPort}`;
    });
  return [...new Set(places)];
}
