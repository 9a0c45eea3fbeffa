/** English: packets, seconds and numbers in a sentence. */
import { numberIn, secondsIn } from "../format.ts";
import type { PacketRef } from "../phrases.ts";

export const s = (seconds: number) => `${secondsIn("en", seconds)} s`;
export const n = (value: number | undefined) => numberIn("en", value);

/** `packet 7 of mesin1.pcapng`. */
export function packet({ number, file }: Pick<PacketRef, "number" | "file">): string {
  return file === undefined ? `packet ${number}` : `packet ${number} of ${file}`;
}

/** The same, with its time if it has one: `packet 7 (at 0.123456 s)`. */
export function packetAt(ref: PacketRef): string {
  return ref.at === undefined ? packet(ref) : `${packet(ref)} (at ${s(ref.at)})`;
}

/** 0.000250 → `0.25 ms`; from a second on in seconds, from two minutes on in minutes. */
export function duration(seconds: number): string {
  const size = Math.round(Math.abs(seconds) * 1e6) / 1e6;
  if (size < 1) return `${n(size * 1000)} ms`;
  if (size < 120) return n(size) === "1" ? "1 second" : `${n(size)} seconds`;
  return size % 60 === 0 || size >= 600 ? `${n(Math.round(size / 6) / 10)} minutes` : `${n(size)} seconds`;
}
