/** The sockets that a serving thread works with: those of the kernel on Linux, those of the runtime elsewhere. */
import type { Chunk } from "../../protocol/session.ts";
import type { ListenAddress } from "./listen.ts";

/** A socket as a connection uses it. Bun's TCP socket is one. */
export interface Socket {
  /** @returns bytes taken; below 0 if the socket is closed */
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

/** The part of a socket that knows its peer. */
export interface PeerSocket {
  /** Made as text each time that it is read. */
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** Both in one number if the sockets have it so: of an IPv4 peer, as packPeer makes it. */
  readonly packedPeer?: number | undefined;
}

/** A socket as the serving loop uses it; `data` is free for the loop to set. */
export interface StreamSocket<Data> extends Socket, PeerSocket {
  data: Data | undefined;
}

export interface SocketHandlers<Data> {
  open(socket: StreamSocket<Data>): void;
  /** @param chunk valid during the call; its memory is reused */
  data(socket: StreamSocket<Data>, chunk: Chunk): void;
  /** Writable again after a short write. Bun may also call this spuriously. */
  drain(socket: StreamSocket<Data>): void;
  /** The peer's FIN came, and ours was not sent. */
  end(socket: StreamSocket<Data>): void;
  /** The socket is closed: by us, by both FINs, or, with an error, by a reset. */
  close(socket: StreamSocket<Data>, error?: Error): void;
  /** `close` follows. */
  error(): void;
}

/** The sockets of one thread, and its timers. */
export interface Sockets<Data> {
  /**
   * @param opened a socket that listens there already; only the sockets of Linux take one
   * @throws {ListenError}
   */
  listen(address: ListenAddress, opened?: number): void;
  /** Accepts what the kernel has queued, as far as possible, and stops listening. */
  stopListening(): void;
  /** `call` may close the socket. */
  forEachOpen(call: (socket: StreamSocket<Data>) => void): void;
  /** Calls once, after so many milliseconds or a little later. @returns cancels the call */
  after(milliseconds: number, call: () => void): () => void;
  /** An eventfd(2) to write to after a message to this thread; undefined if the thread needs no waking. */
  readonly eventfd: number | undefined;
}
