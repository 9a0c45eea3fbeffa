/** The socket as a connection sees it. */

/** Bun's TCP socket is one. */
export interface Socket {
  /** Bytes taken; below 0 when the socket is closed. */
  write(bytes: Uint8Array, offset: number, length: number): number;
  /** Sends a FIN; what comes is still read. */
  shutdown(): void;
  /** Closes at once. */
  end(): void;
  /** Closes with a reset. */
  terminate(): void;
  pause(): void;
  resume(): void;
}
