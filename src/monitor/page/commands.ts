/** Commands that request the time correctly from this server, from the reader's machine. */
import type { Status } from "../facts/api.ts";

const WILDCARDS = ["*", "0.0.0.0", "::"];

/**
 * Where clients reach the server: at the addresses of the network, those first by which the browser reached the monitor;
 * if there is none, at one of this machine.
 * @param pageHost the host under which the browser reached the monitor
 */
export function hostsToDial(
  { listening, network }: Pick<Status, "listening" | "network">,
  pageHost: string,
): readonly [first: string, ...others: string[]] {
  const host = pageHost.replace(/^\[|\]$/g, "");
  const shared = network.addresses;
  if (shared.includes(host)) return [host, ...shared.filter((address) => address !== host)];
  const [first, ...others] = shared;
  if (first !== undefined) return [first, ...others];
  const [own] = listening.addresses;
  return own === undefined || WILDCARDS.includes(own) || listening.addresses.includes(host) ? [host] : [own];
}

export interface RequestCommand {
  /** The program that it needs. */
  readonly program: string;
  readonly command: string;
}

/** Each requests the time with CR LF. Another netcat's `-C` changes only the last line end of each read. */
export function requestCommands(host: string, port: number): readonly RequestCommand[] {
  return [
    { program: "nc", command: `printf 'TIME\\r\\nQUIT\\r\\n' | nc ${host} ${port}` },
    { program: "OpenBSD nc", command: `nc -C ${host} ${port}` },
    { program: "ncat", command: `ncat -C ${host} ${port}` },
    {
      program: "Python",
      command: `python3 -c "import socket; s = socket.create_connection(('${host}', ${port})); s.sendall(b'TIME\\r\\nQUIT\\r\\n'); print(s.makefile().read())"`,
    },
  ];
}
