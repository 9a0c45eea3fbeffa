/** The C library through bun:ffi. */
import { dlopen, type FFIFunction } from "bun:ffi";

/** glibc, then musl. */
const LIBRARIES = ["libc.so.6", `libc.musl-${process.arch === "x64" ? "x86_64" : "aarch64"}.so.1`];

const load = <Signatures extends Record<string, FFIFunction>>(library: string, signatures: Signatures) =>
  dlopen(library, signatures).symbols;

/** Undefined on a system whose calls and numbers the callers were not written for. */
export function openLibc<Signatures extends Record<string, FFIFunction>>(
  signatures: Signatures,
): ReturnType<typeof load<Signatures>> | undefined {
  if (process.platform !== "linux" || !["x64", "arm64"].includes(process.arch)) return undefined;
  for (const library of LIBRARIES) {
    try {
      return load(library, signatures);
    } catch {
      // not this C library
    }
  }
  return undefined;
}
