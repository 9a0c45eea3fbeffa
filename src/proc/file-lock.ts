/** A lock on an open file that ends with the process that holds it, however it ends: flock(2). */
import { dlopen } from "bun:ffi";

const LOCK_EX = 2;
const LOCK_NB = 4;
/** glibc, musl, macOS. */
const LIBRARIES = [
  "libc.so.6",
  `libc.musl-${process.arch === "x64" ? "x86_64" : "aarch64"}.so.1`,
  "libSystem.B.dylib",
];

/** @returns false if another process holds it */
export function lockFile(descriptor: number): boolean {
  for (const library of LIBRARIES) {
    try {
      const { symbols, close } = dlopen(library, { flock: { args: ["i32", "i32"], returns: "i32" } });
      const isOurs = symbols.flock(descriptor, LOCK_EX | LOCK_NB) === 0;
      close();
      return isOurs;
    } catch {
      // not this C library
    }
  }
  return true;
}
