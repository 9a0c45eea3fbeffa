/** SHA-256 of a submission: of the names and bytes of its files, or of what cannot be read. */
import { closeSync, lstatSync, openSync, readSync } from "node:fs";
import type { Unreadable } from "../submission.ts";
import type { Part } from "./hand-in.ts";
import type { Tree } from "./tree.ts";

const CHUNK_BYTES = 262_144;
/** Of a file that cannot be read; it may be too large. */
const FAULT_BYTES = 64 * 1024 * 1024;
const chunk = new Uint8Array(CHUNK_BYTES);

export function hashOfTree(tree: Tree): string {
  const hasher = new Bun.CryptoHasher("sha256");
  for (const { path, size, raw } of tree.files) {
    hasher.update(`${path}\0${size}\0`);
    addFile(hasher, raw, Number.POSITIVE_INFINITY);
  }
  for (const { path, target } of tree.links) hasher.update(`${path}\0${target}\0`);
  return hasher.digest("hex");
}

/** Another archive of the same student has another hash, although neither can be read. */
export function hashOfFault(parts: readonly Part[], fault: Unreadable): string {
  const hasher = new Bun.CryptoHasher("sha256");
  hasher.update(JSON.stringify(fault));
  for (const part of parts) {
    hasher.update(`${part.as}\0`);
    if (lstatSync(part.path, { throwIfNoEntry: false })?.isFile()) addFile(hasher, part.path, FAULT_BYTES);
  }
  return hasher.digest("hex");
}

/** @param most bytes that count, about */
function addFile(hasher: Bun.CryptoHasher, path: Buffer, most: number): void {
  const file = openSync(path, "r");
  try {
    for (let read = 0; read < most; read += CHUNK_BYTES) {
      const length = readSync(file, chunk, 0, CHUNK_BYTES, null);
      if (length === 0) return;
      hasher.update(chunk.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
}
