/** The system calls of serving, from the C library through bun:ffi. */
import { read } from "bun:ffi";
import { constants } from "node:os";
import { openLibc } from "../../../proc/libc.ts";

/** `buffer` is a typed array, `usize` a size_t; a result below 0 means that the call failed. */
const SIGNATURES = {
  socket: { args: ["i32", "i32", "i32"], returns: "i32" },
  getsockopt: { args: ["i32", "i32", "i32", "buffer", "buffer"], returns: "i32" },
  setsockopt: { args: ["i32", "i32", "i32", "buffer", "u32"], returns: "i32" },
  bind: { args: ["i32", "buffer", "u32"], returns: "i32" },
  listen: { args: ["i32", "i32"], returns: "i32" },
  accept4: { args: ["i32", "buffer", "buffer", "i32"], returns: "i32" },
  getsockname: { args: ["i32", "buffer", "buffer"], returns: "i32" },
  getpeername: { args: ["i32", "buffer", "buffer"], returns: "i32" },
  recv: { args: ["i32", "buffer", "usize", "i32"], returns: "i32" },
  send: { args: ["i32", "buffer", "usize", "i32"], returns: "i32" },
  shutdown: { args: ["i32", "i32"], returns: "i32" },
  close: { args: ["i32"], returns: "i32" },
  fcntl: { args: ["i32", "i32", "i32"], returns: "i32" },
  epoll_create1: { args: ["i32"], returns: "i32" },
  epoll_ctl: { args: ["i32", "i32", "i32", "buffer"], returns: "i32" },
  epoll_wait: { args: ["i32", "buffer", "i32", "i32"], returns: "i32" },
  poll: { args: ["buffer", "u64", "i32"], returns: "i32" },
  sched_yield: { args: [], returns: "i32" },
  eventfd: { args: ["u32", "i32"], returns: "i32" },
  read: { args: ["i32", "buffer", "usize"], returns: "i32" },
  write: { args: ["i32", "buffer", "usize"], returns: "i32" },
  inet_pton: { args: ["i32", "buffer", "buffer"], returns: "i32" },
  if_nametoindex: { args: ["buffer"], returns: "u32" },
  __errno_location: { args: [], returns: "ptr" },
} as const;

export type SystemCalls = NonNullable<ReturnType<typeof openLibc<typeof SIGNATURES>>>;

/** Undefined if the system is not one that these calls and `constants.ts` were written for. */
export function systemCalls(): SystemCalls | undefined {
  return openLibc(SIGNATURES);
}

/** The name of the last call's error, such as EADDRINUSE. Call it directly after the failed call. */
export function lastError(calls: SystemCalls): string {
  const location = calls.__errno_location();
  const number = location === null ? 0 : read.i32(location);
  const found = Object.entries(constants.errno).find(([, value]) => value === number);
  return found?.[0] ?? `errno ${number}`;
}

/**
 * The descriptor that a call returned.
 * @throws {Error} if the call failed: without a descriptor, a wait would fail at once, again and again, and use a core
 */
export function opened(calls: SystemCalls, descriptor: number): number {
  if (descriptor < 0) throw new Error(`cannot open a descriptor for serving: ${lastError(calls)}`);
  return descriptor;
}

/**
 * Memory whose address does not change, to pass to a call. The engine may move the bytes of a small typed array; those
 * of an array over its own buffer stay.
 */
export function stable(bytes: number): ArrayBuffer {
  return new ArrayBuffer(bytes);
}
