/** Commands that request the time correctly from this server, from the reader's machine. */

const WILDCARDS = ["*", "0.0.0.0", "::"];

/** @param pageHost the host under which the browser reached the monitor */
export function hostToDial(addresses: readonly string[], pageHost: string): string {
  const host = pageHost.replace(/^\[|\]$/g, "");
  const [address] = addresses;
  return address === undefined || WILDCARDS.includes(address) || addresses.includes(host) ? host : address;
}

/** Each requests the time with CR LF. Another netcat's `-C` changes only the last line end of each read. */
export function requestCommands(host: string, port: number): readonly string[] {
  return [`printf 'TIME\\r\\nQUIT\\r\\n' | nc ${host} ${port}`, `nc -C ${host} ${port}  # OpenBSD's netcat`];
}
