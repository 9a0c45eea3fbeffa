/** An IPv4 peer's address and port in one number, which saves memory: as text they take 100 bytes and more. */

/** A port has 16 bits; with the address's 32 that is 48, and a number holds 53. */
const PORTS = 0x1_0000;

/** @param address its four bytes as one word */
export function packPeer(address: number, port: number): number {
  return (address >>> 0) * PORTS + port;
}

export function unpackPeer(packed: number): { readonly address: string; readonly port: number } {
  const address = Math.floor(packed / PORTS);
  const bytes = [address >>> 24, (address >>> 16) & 0xff, (address >>> 8) & 0xff, address & 0xff];
  return { address: bytes.join("."), port: packed % PORTS };
}
