/** What keeps a TCP port from being bound: a process that listens, or a connection; and the end of TIME_WAIT. */
import { findPortHolder, type PortHolder } from "./port-holder.ts";
import { bindError, sendSyn } from "./tcp-calls.ts";
import { ipOf, type TcpSocket, tcpSockets } from "./tcp-sockets.ts";

/** A port from which another connection was made within the last second may have to wait that long. */
const END_MS = 2_500;
const PAUSE_MS = 10;

export interface PortUse {
  /** The process, if it can be seen. */
  readonly holder?: PortHolder;
  /** The connection that holds the port, if nothing listens on it: its addresses, and its state as the kernel names it. */
  readonly connection?: { readonly local: string; readonly remote: string; readonly state: string };
}

/** What uses the port; undefined if a server can bind it on every address, also a server without SO_REUSEADDR. */
export function portUse(port: number): PortUse | undefined {
  if (!isInUse(port)) return undefined;
  const sockets = (tcpSockets() ?? []).filter(({ localPort }) => localPort === port);
  const holder = findPortHolder(port);
  const connection = sockets.some(isListening) ? undefined : sockets[0];
  return { ...(holder && { holder }), ...(connection && { connection: describe(connection) }) };
}

/**
 * Ends the connections in TIME_WAIT on the port whose other end was on this machine as well, and by itself: the kernel
 * answers a SYN from the same address and port with an ACK of the old connection, which the sender answers with a
 * reset, and that ends TIME_WAIT (RFC 9293, 3.5.1; RFC 1337). No packet leaves the machine, and no process notices.
 */
export async function endTimeWait(port: number): Promise<void> {
  const deadline = performance.now() + END_MS;
  while (isInUse(port) && performance.now() < deadline) {
    const sockets = (tcpSockets() ?? []).filter(({ localPort }) => localPort === port);
    const waiting = sockets.filter(({ state }) => state === "time-wait");
    // A server that listens would accept the SYN as a new connection.
    if (sockets.some(isListening) || waiting.length === 0) return;
    waiting.forEach(sendSynFor);
    await Bun.sleep(PAUSE_MS);
  }
}

/**
 * The same while a server listens on the port: it gets a connection for each, which is closed at once.
 * @param clientPorts the ports of the clients whose connections are ended
 */
export async function endTimeWaitOf(clientPorts: ReadonlySet<number>, port: number): Promise<void> {
  const isTheirs = ({ localPort, remotePort, state }: TcpSocket) =>
    localPort === port && state === "time-wait" && clientPorts.has(remotePort);
  const deadline = performance.now() + END_MS;
  while (clientPorts.size > 0 && performance.now() < deadline) {
    const waiting = (tcpSockets() ?? []).filter(isTheirs);
    if (waiting.length === 0) return;
    waiting.forEach(sendSynFor);
    await Bun.sleep(PAUSE_MS);
  }
}

function sendSynFor({ remoteAddress, remotePort, localAddress, localPort }: TcpSocket): void {
  sendSyn({ ip: ipOf(remoteAddress), port: remotePort }, { ip: ipOf(localAddress), port: localPort });
}

function isInUse(port: number): boolean {
  const inBoth = bindError({ ip: "::", port });
  if (inBoth === undefined || inBoth === "EADDRINUSE") return inBoth !== undefined;
  return bindError({ ip: "0.0.0.0", port }) === "EADDRINUSE"; // a machine without IPv6
}

function isListening({ state }: TcpSocket): boolean {
  return state === "listen";
}

function describe({ localAddress, localPort, remoteAddress, remotePort, state }: TcpSocket) {
  return {
    local: hostPort(ipOf(localAddress), localPort),
    remote: hostPort(ipOf(remoteAddress), remotePort),
    state: state.toUpperCase().replaceAll("-", "_"),
  };
}

function hostPort(ip: string, port: number): string {
  return ip.includes(":") ? `[${ip}]:${port}` : `${ip}:${port}`;
}
