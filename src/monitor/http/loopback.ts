/** Whether no other machine can reach a name or an address. */
import { parseAddress } from "../../server/limits/address.ts";

export function isLoopback(name: string): boolean {
  if (name === "localhost" || name === "::1") return true;
  return /^127\.[\d.]+$/.test(name) && parseAddress(name) !== undefined;
}
