/** Closes a listening socket without losing a connection that the kernel has already made for it, where that can be. */
import { dlopen, ptr } from "bun:ffi";

/** socket(7) and asm-generic/socket.h; the numbers of x86-64 and arm64. */
const SOL_SOCKET = 1;
const SO_ATTACH_FILTER = 26;

/** One instruction of classic BPF: BPF_RET | BPF_K with 0, take nothing of the packet. */
const DROP_ALL = new Uint8Array([6, 0, 0, 0, 0, 0, 0, 0]);

/** Bytes of struct sock_fprog on a 64-bit system: a count of instructions, padded, and where they are. */
const PROGRAM_BYTES = 16;

/**
 * From now on no connection comes to be on the sockets: a filter drops every packet, so that a client's SYN is sent
 * again a second later, and is then refused. What the kernel had made before can still be accepted. Without
 * it, what comes between the last accept and the close meets a reset. Where the system has no such thing, as with
 * another libc than glibc, nothing is done.
 */
export function refuseNewConnections(listeners: readonly object[]): void {
  if (process.platform !== "linux") return;
  try {
    const { symbols, close } = dlopen("libc.so.6", {
      setsockopt: { args: ["i32", "i32", "i32", "ptr", "u32"], returns: "i32" },
    });
    const program = new BigUint64Array([1n, BigInt(ptr(DROP_ALL))]);
    for (const listener of listeners) {
      if (!("fd" in listener) || typeof listener.fd !== "number") continue; // missing in @types/bun 1.4.5
      symbols.setsockopt(listener.fd, SOL_SOCKET, SO_ATTACH_FILTER, ptr(program), PROGRAM_BYTES);
    }
    close();
  } catch {}
}
