/** Opens a listening socket; the one place that knows how the runtime says what went wrong. */

/** The port could not be listened on; `code` is the system's, such as EADDRINUSE. */
export class ListenError extends Error {
  readonly code: string;
  readonly address: string;
  readonly port: number;

  constructor(code: string, address: string, port: number) {
    super(`cannot listen on ${address} port ${port}: ${code}`);
    this.code = code;
    this.address = address;
    this.port = port;
  }
}

export interface ListenAddress {
  readonly address: string;
  /** 0 for a free one. */
  readonly port: number;
  /** Whether other sockets of this process may listen there too, the kernel spreading what comes. */
  readonly isShared: boolean;
}

/** @throws {ListenError} */
export function listen<Data>(
  place: ListenAddress,
  socket: Bun.SocketHandler<Data>,
): Bun.TCPSocketListener<Data> {
  const options = {
    hostname: place.address,
    port: place.port,
    reusePort: place.isShared, // missing in @types/bun 1.4.5, and read by Bun.listen all the same
    allowHalfOpen: true,
    socket,
  };
  try {
    return Bun.listen<Data>(options);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "UNKNOWN";
    throw new ListenError(code, place.address, place.port);
  }
}
