/** What serving asks of sockets, whoever brings them: the kernel itself on Linux, the runtime elsewhere. */
import type { Chunk } from "../../protocol/session.ts";
import type { ListenAddress } from "./listen.ts";
import type { Socket } from "./socket.ts";

/** A connection's socket; `data` is its server's to set. */
export interface StreamSocket<Data> extends Socket {
  data: Data | undefined;
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** Both in one, where the sockets have it so: of an IPv4 peer, as packPeer makes it. */
  readonly packedPeer?: number | undefined;
}

export interface SocketHandlers<Data> {
  open(socket: StreamSocket<Data>): void;
  /** @param chunk valid during the call; its memory is used again */
  data(socket: StreamSocket<Data>, chunk: Chunk): void;
  /** It takes bytes again, after a write that was not taken whole; the runtime says so without need, too. */
  drain(socket: StreamSocket<Data>): void;
  /** The peer's FIN came, and ours was not sent. */
  end(socket: StreamSocket<Data>): void;
  /** It is closed: by us, by both FINs, or, with an error, by a reset. */
  close(socket: StreamSocket<Data>, error?: Error): void;
  /** `close` follows. */
  error(): void;
}

/** The sockets of one thread, and its time: what serves in events needs no other clockwork. */
export interface Sockets<Data> {
  /** @throws {ListenError} */
  listen(place: ListenAddress): void;
  /** Takes what the kernel has queued, as far as that can be, and listens no more. */
  stopListening(): void;
  /** `call` may close them. */
  forEachOpen(call: (socket: StreamSocket<Data>) => void): void;
  /** Calls once, after so many milliseconds or a little later. @returns what prevents it */
  after(milliseconds: number, call: () => void): () => void;
  /** A descriptor to write to (8 bytes, as for eventfd(2)) behind a message to this thread, where it needs that. */
  readonly waker: number | undefined;
}
