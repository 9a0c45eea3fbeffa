/** What to type in a terminal to ask this server right, from where the page is read. */

const WILDCARDS = ["*", "0.0.0.0", "::"];

/** @param pageHost the host under which the browser reached the monitor */
export function hostToAsk(addresses: readonly string[], pageHost: string): string {
  const host = pageHost.replace(/^\[|\]$/g, "");
  const [address] = addresses;
  return address === undefined || WILDCARDS.includes(address) || addresses.includes(host) ? host : address;
}

/** Each asks for the time in a way that works. */
export function askingCommands(host: string, port: number): readonly string[] {
  return [`printf 'TIME\\r\\nQUIT\\r\\n' | nc ${host} ${port}`, `nc -C ${host} ${port}`];
}
