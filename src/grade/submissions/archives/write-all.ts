/** A file gets all of the bytes, or the error why not: one write to a disk that is nearly full takes a part of them. */
import { writeSync } from "node:fs";

export function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
