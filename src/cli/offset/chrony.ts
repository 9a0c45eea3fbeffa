/** An offset → a sample for chronyd's refclock driver SOCK. It is chronyd that decides whether to set a clock. */
import { sendDatagram } from "../../proc/unix-datagram.ts";

/** refclock_sock.c of chrony: struct timeval, double offset, int pulse, leap, padding, magic; on 64-bit Linux. */
const SAMPLE_BYTES = 40;
const MAGIC = 0x534f434b;

interface Sample {
  /** When it was measured, in milliseconds since 1970 by this machine's clock. */
  readonly measuredAtMs: number;
  /** Positive if the server, the reference, is ahead. */
  readonly offsetMs: number;
}

export function encodeSample({ measuredAtMs, offsetMs }: Sample): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(new ArrayBuffer(SAMPLE_BYTES));
  const view = new DataView(bytes.buffer);
  const seconds = Math.floor(measuredAtMs / 1000);
  view.setBigInt64(0, BigInt(seconds), true);
  view.setBigInt64(8, BigInt(Math.floor((measuredAtMs - seconds * 1000) * 1000)), true);
  view.setFloat64(16, offsetMs / 1000, true);
  view.setInt32(36, MAGIC, true);
  return bytes;
}

/** @returns why it was not sent, as a sentence; undefined if it was */
export function sendSample(path: string, sample: Sample): string | undefined {
  const code = sendDatagram(path, encodeSample(sample));
  return code === undefined
    ? undefined
    : `the sample was not sent to ${path}: ${code}. Does chronyd run with "refclock SOCK ${path}"?`;
}
