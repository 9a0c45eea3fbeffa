/** One TCP socket of this machine, as Linux's sock_diag(7) describes it: microseconds, however many sockets there are. */
import { dlopen } from "bun:ffi";
import { isIPv4 } from "node:net";

export interface SocketEnd {
  readonly ip: string;
  readonly port: number;
}

export interface TcpSocketState {
  /** Connected, with its handshake complete. */
  readonly isEstablished: boolean;
  /** Bytes that came and are not read. */
  readonly received: number;
  /** Bytes that were sent and are not acknowledged. */
  readonly sent: number;
  readonly retransmits: number;
  /** Of the socket's file; 0 for one that no process has. */
  readonly inode: number;
}

const AF_NETLINK = 16;
const SOCK_DGRAM = 2;
const SOCK_CLOEXEC = 0o2000000;
const NETLINK_SOCK_DIAG = 4;
const MSG_DONTWAIT = 0x40;
const SOCK_DIAG_BY_FAMILY = 20;
const NLM_F_REQUEST = 1;
const AF_INET = 2;
const IPPROTO_TCP = 6;
const NO_COOKIE = 0xffffffff;
const ESTABLISHED = 1;
const LISTEN = 10;
const SYN_RECEIVED = [3, 12];

/** struct nlmsghdr, then struct inet_diag_req_v2 or inet_diag_msg (linux/inet_diag.h). */
const HEADER_BYTES = 16;
const REQUEST_BYTES = HEADER_BYTES + 56;

/** Undefined if there is no such socket, or it cannot be seen: not Linux, no libc to call, IPv6. */
export function socketState(local: SocketEnd, remote: SocketEnd): TcpSocketState | undefined {
  const request = requestFor(local, remote);
  loaded ??= load();
  const calls = loaded;
  if (request === undefined || calls === "none") return undefined;
  const answer = Buffer.alloc(512);
  if (calls.send(calls.socket, request, request.length, 0) !== request.length) return undefined;
  const bytes = calls.recv(calls.socket, answer, answer.length, MSG_DONTWAIT);
  if (bytes < HEADER_BYTES + 72 || answer.readUInt16LE(4) !== SOCK_DIAG_BY_FAMILY) return undefined;
  const at = (offset: number) => answer.readUInt32LE(HEADER_BYTES + offset);
  const state = answer.readUInt8(HEADER_BYTES + 1);
  // Where no connection has these two ends, the listener is found.
  if (state === LISTEN) return undefined;
  return {
    isEstablished: !SYN_RECEIVED.includes(state) && state >= ESTABLISHED,
    retransmits: answer.readUInt8(HEADER_BYTES + 3),
    received: at(56),
    sent: at(60),
    inode: at(68),
  };
}

function requestFor(local: SocketEnd, remote: SocketEnd): Buffer | undefined {
  const [from, to] = [local.ip, remote.ip].map((ip) => ip.replace(/^::ffff:/, ""));
  if (from === undefined || to === undefined || !isIPv4(from) || !isIPv4(to)) return undefined;
  const bytes = Buffer.alloc(REQUEST_BYTES);
  bytes.writeUInt32LE(REQUEST_BYTES, 0);
  bytes.writeUInt16LE(SOCK_DIAG_BY_FAMILY, 4);
  bytes.writeUInt16LE(NLM_F_REQUEST, 6);
  bytes.writeUInt8(AF_INET, 16);
  bytes.writeUInt8(IPPROTO_TCP, 17);
  bytes.writeUInt32LE(0xffffffff, 20);
  bytes.writeUInt16BE(local.port, 24);
  bytes.writeUInt16BE(remote.port, 26);
  bytes.set(from.split(".").map(Number), 28);
  bytes.set(to.split(".").map(Number), 44);
  bytes.writeUInt32LE(NO_COOKIE, 64);
  bytes.writeUInt32LE(NO_COOKIE, 68);
  return bytes;
}

type Calls = Exclude<ReturnType<typeof load>, "none">;
let loaded: Calls | "none" | undefined;

function load() {
  try {
    const { symbols } = dlopen("libc.so.6", {
      socket: { args: ["i32", "i32", "i32"], returns: "i32" },
      send: { args: ["i32", "buffer", "usize", "i32"], returns: "i32" },
      recv: { args: ["i32", "buffer", "usize", "i32"], returns: "i32" },
    });
    const socket = symbols.socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    return socket < 0 ? "none" : { socket, send: symbols.send, recv: symbols.recv };
  } catch {
    return "none";
  }
}
