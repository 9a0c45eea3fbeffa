/** The system calls and numbers of Linux's io_uring (io_uring_setup(2)), and the memory that is shared with the kernel. */
import { type Pointer, ptr, toArrayBuffer } from "bun:ffi";
import { openLibc } from "./libc.ts";

const SIGNATURES = {
  // One signature fits all three calls, which the C library does not name: each argument is a number or an address.
  syscall: { args: ["i64", "i64", "i64", "i64", "i64", "i64", "i64"], returns: "i32" },
  mmap: { args: ["usize", "usize", "i32", "i32", "i32", "i64"], returns: "i64" },
  close: { args: ["i32"], returns: "i32" },
} as const;

export type UringCalls = NonNullable<ReturnType<typeof openLibc<typeof SIGNATURES>>>;

// The same on x86-64 and arm64.
export const IO_URING_SETUP = 425;
export const IO_URING_ENTER = 426;
export const IO_URING_REGISTER = 427;

const PROT_READ_WRITE = 3;
const MAP_SHARED = 1;
const MAP_PRIVATE = 2;
const MAP_ANONYMOUS = 0x20;
const MAP_POPULATE = 0x8000;

/** Memory at an address that does not change. */
export interface SharedMemory {
  readonly address: number;
  readonly bytes: ArrayBuffer;
}

/** Undefined on other systems. */
export const uringCalls = (): UringCalls | undefined => openLibc(SIGNATURES);

/** A part of the ring, mapped until the process ends. Undefined if the system refuses. */
export const mapRing = (calls: UringCalls, ring: number, offset: number, size: number) =>
  map(calls, size, MAP_SHARED | MAP_POPULATE, ring, offset);

/** Memory for bytes that the kernel reads or writes at any time, mapped until the process ends. Undefined if it refuses. */
export const mapMemory = (calls: UringCalls, size: number) =>
  map(calls, size, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

function map(
  calls: UringCalls,
  size: number,
  flags: number,
  descriptor: number,
  offset: number,
): SharedMemory | undefined {
  const address = Number(calls.mmap(0, size, PROT_READ_WRITE, flags, descriptor, offset));
  return address === -1 ? undefined : { address, bytes: toArrayBuffer(address as Pointer, 0, size) };
}

/** The address of an array over a buffer of its own, which must stay referenced. */
export const addressOf = (array: Int32Array): number => ptr(array);

/** Writes a 64-bit number below 2^53, such as an address, into two words. */
export function writeLong(words: Int32Array, at: number, value: number): void {
  words[at] = value; // modulo 2^32
  words[at + 1] = value / 2 ** 32;
}
