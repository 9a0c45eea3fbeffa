/** Opens a listening socket of the runtime, and reads its errors. */

/** Listening failed; `code` is the system's, such as EADDRINUSE. */
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
  /** 0 takes a free port. */
  readonly port: number;
  /** Whether other sockets of this process may listen there too; the kernel then spreads connections over them. */
  readonly isShared: boolean;
}

/** @throws {ListenError} */
export function listen<Data>(
  { address, port, isShared }: ListenAddress,
  socket: Bun.SocketHandler<Data>,
): Bun.TCPSocketListener<Data> {
  const options = {
    hostname: address,
    port,
    reusePort: isShared, // missing in @types/bun 1.4.5, but supported by Bun.listen
    allowHalfOpen: true,
    socket,
  };
  try {
    return Bun.listen<Data>(options);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "UNKNOWN";
    throw new ListenError(code, address, port);
  }
}
