/** Indonesian: packets, seconds and numbers in a sentence. */
import { numberIn, secondsIn } from "../format.ts";
import type { PacketRef } from "../phrases.ts";

export const s = (seconds: number) => secondsIn("id", seconds);
export const n = (value: number | undefined) => numberIn("id", value);

/** `paket 7 di mesin1.pcapng`. */
export function packet({ number, file }: Pick<PacketRef, "number" | "file">): string {
  return file === undefined ? `paket ${number}` : `paket ${number} di ${file}`;
}

/** The same, with its time if it has one: `paket 7 (detik 0,123456)`. */
export function packetAt(ref: PacketRef): string {
  return ref.at === undefined ? packet(ref) : `${packet(ref)} (detik ${s(ref.at)})`;
}

/** 0.000250 → `0,25 ms`; from a second on in seconds, from two minutes on in minutes. */
export function duration(seconds: number): string {
  const size = Math.round(Math.abs(seconds) * 1e6) / 1e6;
  if (size < 1) return `${n(size * 1000)} ms`;
  if (size < 120) return `${n(size)} detik`;
  return size % 60 === 0 || size >= 600 ? `${n(Math.round(size / 6) / 10)} menit` : `${n(size)} detik`;
}
