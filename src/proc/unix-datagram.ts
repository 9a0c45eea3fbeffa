/** Datagrams to a Unix socket on Linux; the runtime's sockets cannot send them. */
import { openLibc } from "./libc.ts";
import { errorName, lastErrno, SOCK_CLOEXEC, SOCK_NONBLOCK } from "./tcp-calls.ts";

const SIGNATURES = {
  socket: { args: ["i32", "i32", "i32"], returns: "i32" },
  sendto: { args: ["i32", "buffer", "usize", "i32", "buffer", "u32"], returns: "i64" },
  close: { args: ["i32"], returns: "i32" },
  __errno_location: { args: [], returns: "ptr" },
} as const;

const AF_UNIX = 1;
const SOCK_DGRAM = 2;
const MSG_NOSIGNAL = 0x4000;
/** sun_path of unix(7), its terminating zero included. */
const PATH_BYTES = 108;

/** @returns the system's error code, such as ENOENT or ECONNREFUSED; undefined if the datagram was sent */
export function sendDatagram(path: string, bytes: Uint8Array<ArrayBuffer>): string | undefined {
  const libc = openLibc(SIGNATURES);
  if (libc === undefined) return "ENOSYS";
  const name = new TextEncoder().encode(path);
  if (name.length >= PATH_BYTES) return "ENAMETOOLONG";
  const address = new Uint8Array(new ArrayBuffer(2 + PATH_BYTES));
  new DataView(address.buffer).setUint16(0, AF_UNIX, true);
  address.set(name, 2);
  const descriptor = libc.socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return errorName(lastErrno(libc));
  try {
    const sent = libc.sendto(descriptor, bytes, bytes.length, MSG_NOSIGNAL, address, address.length);
    return Number(sent) < 0 ? errorName(lastErrno(libc)) : undefined;
  } finally {
    libc.close(descriptor);
  }
}
