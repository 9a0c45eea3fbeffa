/** A case's line of shell with the server's host and port filled in. */
import { caseOf } from "../cases/registry.ts";

export function replayOf(
  id: string,
  { host, port }: { readonly host: string; readonly port: number },
): string {
  // A shell reads this line: text that is neither a name nor an address stays HOST for the reader to fill in.
  const safeHost = /^[\w.:%-]+$/.test(host) && !host.startsWith("-") ? host : "HOST";
  return caseOf(id).replay.replaceAll(/HOST|PORT/g, (word) => (word === "HOST" ? safeHost : String(port)));
}
