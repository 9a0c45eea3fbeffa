/** One TCP socket of this machine, as Linux's sock_diag(7) describes it: microseconds, however many sockets there are. */
import { isIPv6 } from "node:net";
import {
  AF_INET,
  AF_INET6,
  addressBytes,
  type Calls,
  SOCK_CLOEXEC,
  SOCK_NONBLOCK,
  type SocketAddress,
  systemCalls,
} from "./tcp-calls.ts";

export interface TcpSocketState {
  /** Connected, with its handshake complete. */
  readonly isEstablished: boolean;
  /** Its own, and the other end has acknowledged it. */
  readonly hasSentFin: boolean;
  /** Bytes that came and are not read. */
  readonly received: number;
  /** Bytes that were sent and are not acknowledged. */
  readonly sent: number;
  readonly retransmits: number;
  /** Of the socket's file; 0 for one that no process has. */
  readonly inode: number;
}

const AF_NETLINK = 16;
const SOCK_RAW = 3;
const NETLINK_SOCK_DIAG = 4;
const SOCK_DIAG_BY_FAMILY = 20;
const NLM_F_REQUEST = 1;
const IPPROTO_TCP = 6;
const FIN_WAIT_2 = 5;
const LISTEN = 10;
const SYN_RECEIVED = [3, 12];

/** struct nlmsghdr, then struct inet_diag_req_v2 with its struct inet_diag_sockid (linux/inet_diag.h). */
const REQUEST_BYTES = 72;
const AT_ID = 24;
const AT_COOKIE = AT_ID + 40;
/** In the reply: struct nlmsghdr, then struct inet_diag_msg. */
const HEADER_BYTES = 16;
const MESSAGE_BYTES = 72;
const REPLY_BYTES = 512;

let asking: { readonly calls: Calls; readonly descriptor: number } | "none" | undefined;

/** Undefined if there is no such socket, or it cannot be seen: not Linux, no libc to call. */
export function socketState(local: SocketAddress, remote: SocketAddress): TcpSocketState | undefined {
  asking ??= open();
  if (asking === "none") return undefined;
  const { calls, descriptor } = asking;
  // The kernel has an IPv4 connection of an IPv6 socket under its IPv4 addresses as well.
  const [from, to] = [local, remote].map(({ ip, port }) => ({ ip: ip.replace(/^::ffff:/, ""), port }));
  if (from === undefined || to === undefined || isIPv6(from.ip) !== isIPv6(to.ip)) return undefined;
  const request = encodeRequest(calls, from, to);
  const reply = new Uint8Array(new ArrayBuffer(REPLY_BYTES));
  if (calls.send(descriptor, request, request.length, 0) !== request.length) return undefined;
  // The kernel has replied before `send` returns.
  const bytes = calls.recv(descriptor, reply, reply.length, 0);
  const view = new DataView(reply.buffer);
  if (bytes < HEADER_BYTES + MESSAGE_BYTES || view.getUint16(4, true) !== SOCK_DIAG_BY_FAMILY)
    return undefined;
  const at = (offset: number) => view.getUint32(HEADER_BYTES + offset, true);
  const state = view.getUint8(HEADER_BYTES + 1);
  // Where no connection has these two ends, the listener is found.
  if (state === LISTEN) return undefined;
  return {
    isEstablished: !SYN_RECEIVED.includes(state),
    hasSentFin: state === FIN_WAIT_2,
    retransmits: view.getUint8(HEADER_BYTES + 3),
    received: at(56),
    sent: at(60),
    inode: at(68),
  };
}

/**
 * True if the socket at `local` has sent its FIN and belongs to no process any more: a reset would reach no program.
 * False if it is on another machine, or that cannot be seen.
 */
export function isReleased(local: SocketAddress, remote: SocketAddress): boolean {
  const state = socketState(local, remote);
  return state?.hasSentFin === true && state.inode === 0;
}

function open(): Exclude<typeof asking, undefined> {
  const calls = systemCalls();
  const kind = SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC;
  const descriptor = calls?.socket(AF_NETLINK, kind, NETLINK_SOCK_DIAG) ?? -1;
  return calls === undefined || descriptor < 0 ? "none" : { calls, descriptor };
}

function encodeRequest(calls: Calls, local: SocketAddress, remote: SocketAddress): Uint8Array {
  const bytes = new Uint8Array(new ArrayBuffer(REQUEST_BYTES));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, REQUEST_BYTES, true);
  view.setUint16(4, SOCK_DIAG_BY_FAMILY, true);
  view.setUint16(6, NLM_F_REQUEST, true);
  view.setUint8(16, isIPv6(local.ip) ? AF_INET6 : AF_INET);
  view.setUint8(17, IPPROTO_TCP);
  view.setUint32(20, 0xffffffff, true); // every state
  view.setUint16(AT_ID, local.port);
  view.setUint16(AT_ID + 2, remote.port);
  bytes.set(addressBytes(calls, local.ip), AT_ID + 4);
  bytes.set(addressBytes(calls, remote.ip), AT_ID + 20);
  bytes.fill(0xff, AT_COOKIE, AT_COOKIE + 8); // INET_DIAG_NOCOOKIE
  return bytes;
}
