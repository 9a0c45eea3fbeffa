/** Ends connections without a reset that the server's program would notice, and without TIME_WAIT on the server's port. */
import { endTimeWaitOf } from "../../proc/port-use.ts";
import { isReleased } from "../../proc/socket-diag.ts";
import { allowReuse, type SocketAddress } from "../../proc/tcp-calls.ts";
import { Patience } from "./patience.ts";

/** The socket's two ends: it does not know them any more once it is closed. */
interface Lingering {
  readonly socket: Bun.Socket;
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
}

/** How long what the server still sends is read after our FIN: a socket closed before would answer it with a reset. */
const READ_MS = 5_000;
/** More than the connections of a case; each has a descriptor. */
const MAX_READ = 256;
/** A server that notices that a client has gone closes its end within a millisecond, on an idle machine. */
const LEAVE_MS = 100;
/** A server's program closes its descriptor directly after its FIN is sent. */
const RELEASE_MS = 20;

/** After our FIN, until the server's. */
const reading = new Map<Bun.Socket, Lingering>();
/** After the server's FIN, before ours. */
const ended = new Map<Bun.Socket, Lingering>();
let releasing: Timer | undefined;
/** Of those that are read: the server kept them open when the next client came. */
const staying = new WeakSet<Bun.Socket>();
/** By the server's port: the local ports of connections that were closed. */
const closed = new Map<number, Set<number>>();

/** For a new connection: where both ends close in the same moment, both are in TIME_WAIT. */
export function prepare(socket: Bun.Socket): void {
  // Missing in @types/bun 1.4.5.
  if ("fd" in socket && typeof socket.fd === "number") allowReuse(socket.fd);
}

/** Closes a connection that the server has not closed: our FIN, then what it still sends is read and dropped. */
export function closeFirst(socket: Bun.Socket): void {
  const lingering = describe(socket);
  socket.shutdown();
  reading.set(socket, lingering);
  setTimeout(() => release(socket), READ_MS).unref();
  const [oldest] = reading.keys();
  if (reading.size > MAX_READ && oldest !== undefined) release(oldest);
}

/**
 * Closes a connection that the server has closed. Our FIN would put the server's port in TIME_WAIT for a minute, which
 * keeps a server without SO_REUSEADDR from listening; a reset reaches a program that still has the connection open, as
 * Node after `end()`. So: a reset where no process has the server's end any more, else a FIN.
 */
export function closeSecond(socket: Bun.Socket): void {
  ended.set(socket, describe(socket));
  releasing ??= setTimeout(releaseEnded, RELEASE_MS);
}

/** Until the server has noticed that the clients before have gone, for a moment at most: they may be in the next one's way. */
export async function untilLeft(port: number): Promise<void> {
  const leaving = () =>
    [...reading.values()].filter(({ socket, remote }) => remote.port === port && !staying.has(socket));
  const patience = new Patience(LEAVE_MS);
  while (leaving().length > 0 && !patience.isOver()) await Bun.sleep(1);
  for (const { socket } of leaving()) staying.add(socket);
}

/** For the event `close` of a socket. */
export function forget(socket: Bun.Socket): void {
  reading.delete(socket);
  ended.delete(socket);
}

/** The same as `closeSecond` after its time, for those that are waiting. */
function releaseEnded(): void {
  clearTimeout(releasing);
  releasing = undefined;
  for (const { socket, local, remote } of [...ended.values()]) {
    ended.delete(socket);
    if (isReleased(remote, local)) socket.terminate();
    else socket.end();
  }
}

/** Resets every connection to a server that has ended, so that its port becomes free. */
export function closeLingering(port: number): void {
  closed.delete(port);
  for (const { socket, remote } of [...reading.values(), ...ended.values()]) {
    if (remote.port !== port) continue;
    forget(socket);
    socket.terminate();
  }
}

/** At the end of a check of a server that goes on: what it closed first, and kept open, is in TIME_WAIT on its port. */
export async function leaveNothing(port: number): Promise<void> {
  releaseEnded();
  await Bun.sleep(RELEASE_MS);
  await endTimeWaitOf(closed.get(port) ?? new Set(), port);
  closed.delete(port);
}

function release(socket: Bun.Socket): void {
  if (reading.delete(socket)) socket.end();
}

function describe(socket: Bun.Socket): Lingering {
  const { localAddress, localPort, remoteAddress, remotePort } = socket;
  const local = { ip: localAddress, port: localPort };
  closed.set(remotePort, (closed.get(remotePort) ?? new Set()).add(localPort));
  return { socket, local, remote: { ip: remoteAddress, port: remotePort } };
}
