/** The names of capture files: which names are captures', and the host that a file is named after. */
import { basename } from "node:path";

/** Also a second file of `tcpdump -C` (`a.pcap1`), in any case, and compressed as tshark reads it. */
const CAPTURE_NAME = /\.(pcapng|pcap\d*|cap)(\.(gz|zst|lz4))?$/i;

export function isCaptureName(name: string): boolean {
  return CAPTURE_NAME.test(name);
}

/** `run/MESIN1.PCAPNG.gz` → `MESIN1` */
export function hostNamedBy(file: string): string {
  return basename(file).replace(CAPTURE_NAME, "");
}
