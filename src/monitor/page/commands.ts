/** What to type in a terminal to ask this server right, from where the page is read. */

const WILDCARDS = ["*", "0.0.0.0", "::", "[::]"];

/** @param pageHost the host under which the browser reached the monitor */
export function hostToAsk(addresses: readonly string[], pageHost: string): string {
  const address = addresses[0];
  const host = address === undefined || WILDCARDS.includes(address) ? pageHost : address;
  return host.replace(/^\[|\]$/g, "");
}

/** Each asks for the time in a way that works. */
export function askingCommands(host: string, port: number): readonly string[] {
  return [`printf 'TIME\\r\\nQUIT\\r\\n' | nc ${host} ${port}`, `nc -C ${host} ${port}`];
}
