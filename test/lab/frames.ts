/** Classic pcap files for tests: read, changed packet by packet, and written again. Ethernet and IPv4 alone. */
import { readFileSync } from "node:fs";

export interface Frame {
  /** Seconds since 1970. */
  readonly time: number;
  readonly bytes: Buffer;
}

const HEADER = 24;
const RECORD = 16;

/** Little-endian, with microseconds. */
export function readPcap(file: string): readonly Frame[] {
  const all = readFileSync(file);
  const frames: Frame[] = [];
  for (let at = HEADER; at + RECORD <= all.length; ) {
    const size = all.readUInt32LE(at + 8);
    const time = all.readUInt32LE(at) + all.readUInt32LE(at + 4) / 1e6;
    frames.push({ time, bytes: all.subarray(at + RECORD, at + RECORD + size) });
    at += RECORD + size;
  }
  return frames;
}

/** @param snapLength bytes of each frame that are kept */
export function pcapOf(frames: readonly Frame[], snapLength = 262_144): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(snapLength, 16);
  header.writeUInt32LE(1, 20);
  const records = frames.flatMap(({ time, bytes }) => {
    const kept = bytes.subarray(0, snapLength);
    const record = Buffer.alloc(RECORD);
    const micros = Math.round(time * 1e6);
    record.writeUInt32LE(Math.floor(micros / 1e6), 0);
    record.writeUInt32LE(micros % 1e6, 4);
    record.writeUInt32LE(kept.length, 8);
    record.writeUInt32LE(bytes.length, 12);
    return [record, kept];
  });
  return Buffer.concat([header, ...records]);
}

const SOURCE = 26;
const DESTINATION = 30;
const PORTS = 34;

const numbersOf = (address: string) => address.split(".").map(Number);
export const sourceOf = ({ bytes }: Frame) => [...bytes.subarray(SOURCE, SOURCE + 4)].join(".");
export const destinationOf = ({ bytes }: Frame) =>
  [...bytes.subarray(DESTINATION, DESTINATION + 4)].join(".");

/** The flags of TCP: 1 FIN, 2 SYN, 4 RST, 8 PSH, 16 ACK. */
export const flagsOf = ({ bytes }: Frame) => bytes[47] ?? 0;
/** Bytes of payload. */
export const lengthOf = ({ bytes }: Frame) => bytes.readUInt16BE(16) - 20 - ((bytes[46] ?? 0) >> 4) * 4;

export function later(frame: Frame, seconds: number): Frame {
  return { ...frame, time: frame.time + seconds };
}

/** An address, and if given a port, in place of another, whichever side has it. */
export function translated(frame: Frame, from: string, to: string, port?: number): Frame {
  const bytes = Buffer.from(frame.bytes);
  for (const [at, own, portAt] of [
    [SOURCE, sourceOf(frame), PORTS],
    [DESTINATION, destinationOf(frame), PORTS + 2],
  ] as const) {
    if (own !== from) continue;
    bytes.set(numbersOf(to), at);
    if (port !== undefined) bytes.writeUInt16BE(port, portAt);
  }
  return { ...frame, bytes };
}
