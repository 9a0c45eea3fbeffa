/** Whether a process still has a connection open, asked of the kernel by netlink: sock_diag(7). */
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

const AF_NETLINK = 16;
const SOCK_RAW = 3;
const NETLINK_SOCK_DIAG = 4;
const SOCK_DIAG_BY_FAMILY = 20;
const NLM_F_REQUEST = 1;
const IPPROTO_TCP = 6;

/** struct nlmsghdr, then struct inet_diag_req_v2, then its struct inet_diag_sockid. */
const REQUEST_BYTES = 72;
const AT_ID = 24;
const AT_COOKIE = AT_ID + 40;
/** In the reply: struct nlmsghdr, then struct inet_diag_msg. */
const AT_STATE = 17;
const AT_INODE = 84;
const REPLY_BYTES = 512;
const FIN_WAIT_2 = 5;

/**
 * True if the socket at `local` has sent its FIN and belongs to no process any more: a reset would reach no program.
 * False if it is on another machine, or that cannot be seen. One question, however many connections there are.
 */
export function isReleased(local: SocketAddress, remote: SocketAddress): boolean {
  const calls = systemCalls();
  if (calls === undefined) return false;
  const descriptor = calls.socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  if (descriptor < 0) return false;
  try {
    const request = encodeRequest(calls, local, remote);
    const reply = new Uint8Array(new ArrayBuffer(REPLY_BYTES));
    if (calls.send(descriptor, request, request.length, 0) !== request.length) return false;
    // The kernel has replied before `send` returns.
    if (calls.recv(descriptor, reply, reply.length, 0) < AT_INODE + 4) return false;
    const view = new DataView(reply.buffer);
    if (view.getUint16(4, true) !== SOCK_DIAG_BY_FAMILY) return false;
    return view.getUint8(AT_STATE) === FIN_WAIT_2 && view.getUint32(AT_INODE, true) === 0;
  } finally {
    calls.close(descriptor);
  }
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
