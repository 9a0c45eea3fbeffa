/** Commands that request the time correctly from this server, from the reader's machine. */

const WILDCARDS = ["*", "0.0.0.0", "::"];

/** @param pageHost the host under which the browser reached the monitor */
export function hostToDial(addresses: readonly string[], pageHost: string): string {
  const host = pageHost.replace(/^\[|\]$/g, "");
  const [address] = addresses;
  return address === undefined || WILDCARDS.includes(address) || addresses.includes(host) ? host : address;
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
