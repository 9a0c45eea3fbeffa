/** One connection on standard input and output, as inetd passes it; or a pipe of each, as `ncat --exec` does. */
import { fstatSync } from "node:fs";
import type { SocketHandlers, Sockets, StreamSocket } from "../sockets.ts";
import { ChunkViews } from "./chunk-views.ts";
import {
  MSG_DONTWAIT,
  MSG_NOSIGNAL,
  POLLERR,
  POLLHUP,
  POLLIN,
  POLLOUT,
  SHUT_WR,
  SO_LINGER,
  SO_TYPE,
  SOL_SOCKET,
} from "./constants.ts";
import { ADDRESS_BYTES, decodeAddress, decodePort } from "./socket-address.ts";
import { lastError, type SystemCalls, stable } from "./system-calls.ts";
import { Timers } from "./timers.ts";

const [INPUT, OUTPUT] = [0, 1];
/** The runtime's loop, with its signals, runs this often at least. */
const SLICE_MS = 250;
const CHUNK_BYTES = 24_576;
/** A pipe that poll(2) calls writable takes so much at once (pipe(7), PIPE_BUF). */
const PIPE_BYTES = 4_096;

/** A struct linger: on, for 0 seconds. */
const RESET = new Int32Array(stable(8));
RESET[0] = 1;

/** Poll and not epoll, which refuses regular files. The streams stay as they are: others may share them. */
export class StandardStreams<Data> implements Sockets<Data>, StreamSocket<Data> {
  readonly eventfd = undefined;
  readonly listeners = [];
  data: Data | undefined = undefined;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly #calls: SystemCalls;
  readonly #handlers: SocketHandlers<Data>;
  readonly #onClose: () => void;
  readonly #timers = new Timers();
  readonly #chunk = new ChunkViews(CHUNK_BYTES);
  /** Two struct pollfd, as halves: a descriptor in two, the events, the results. */
  readonly #polled = new Int16Array(stable(16));
  readonly #isSocket: readonly boolean[];
  readonly #outputInode = fstatSync(OUTPUT).ino;
  #isReading = true;
  #isAwaitingWritable = false;
  #hasSentFin = false;
  #isClosed = false;

  constructor(calls: SystemCalls, handlers: SocketHandlers<Data>, onClose: () => void) {
    this.#calls = calls;
    this.#handlers = handlers;
    this.#onClose = onClose;
    this.#isSocket = [INPUT, OUTPUT].map((descriptor) => isSocket(calls, descriptor));
    const sockaddr = new Uint8Array(stable(ADDRESS_BYTES));
    const length = new Uint32Array(stable(4)).fill(ADDRESS_BYTES);
    const hasPeer = calls.getpeername(INPUT, sockaddr, length) === 0;
    this.remoteAddress = hasPeer ? decodeAddress(sockaddr) : "";
    this.remotePort = this.remoteAddress === "" ? 0 : decodePort(sockaddr);
  }

  /** There is nothing to listen on: the connection is there. */
  listen(): void {
    this.#handlers.open(this);
    setImmediate(this.#turn);
  }

  stopListening(): void {}

  forEachOpen(call: (socket: StreamSocket<Data>) => void): void {
    if (!this.#isClosed) call(this);
  }

  after(milliseconds: number, call: () => void): () => void {
    return this.#timers.set(performance.now() + milliseconds, call);
  }

  write(bytes: Uint8Array, offset: number, length: number): number {
    if (this.#isClosed) return -1;
    let taken = 0;
    while (taken < length) {
      const now = this.#writeSome(bytes.subarray(offset + taken), length - taken);
      if (now <= 0) break;
      taken += now;
    }
    this.#isAwaitingWritable = taken < length;
    return taken;
  }

  shutdown(): void {
    if (this.#isClosed || this.#hasSentFin) return;
    this.#hasSentFin = true;
    if (this.#isSocket[OUTPUT]) this.#calls.shutdown(OUTPUT, SHUT_WR);
    else this.#calls.close(OUTPUT);
    // Of two streams, the peer's end of the one says nothing about the other: there is no FIN to wait for.
    if (fstatSync(INPUT).ino !== this.#outputInode) this.after(0, () => this.#close());
  }

  end(): void {
    this.shutdown();
    this.#close();
  }

  /** The reset is sent when the process ends: inetd passes the socket as standard error too. */
  terminate(): void {
    if (!this.#isClosed) this.#calls.setsockopt(INPUT, SOL_SOCKET, SO_LINGER, RESET, 8);
    this.#close();
  }

  pause(): void {
    this.#isReading = false;
  }

  resume(): void {
    this.#isReading = true;
  }

  readonly #turn = (): void => {
    const now = performance.now();
    this.#timers.call(now);
    const wait = Math.min(SLICE_MS, Math.max(0, Math.ceil(this.#timers.next - now)));
    const [input, output] = this.#poll(this.#isClosed ? 0 : wait);
    if (!this.#isClosed && this.#isAwaitingWritable && (output & (POLLOUT | POLLERR)) !== 0) this.#drain();
    if (!this.#isClosed && this.#isReading && (input & (POLLIN | POLLHUP | POLLERR)) !== 0) this.#read();
    else if (!this.#isClosed && ((input | output) & POLLERR) !== 0) this.#close(new Error("reset"));
    if (!this.#isClosed) setImmediate(this.#turn);
  };

  /** @returns what each stream is ready for */
  #poll(milliseconds: number): readonly [number, number] {
    const awaited = [this.#isReading ? POLLIN : 0, this.#isAwaitingWritable ? POLLOUT : 0];
    const outputs = this.#hasSentFin ? -1 : OUTPUT; // a negative descriptor is skipped
    const half = outputs & 0xffff;
    this.#polled.set([INPUT, 0, awaited[0] ?? 0, 0, half, outputs >> 16, awaited[1] ?? 0, 0]);
    this.#calls.poll(this.#polled, 2, milliseconds);
    return [this.#polled[3] ?? 0, this.#polled[7] ?? 0];
  }

  #drain(): void {
    this.#isAwaitingWritable = false;
    this.#handlers.drain(this);
  }

  #read(): void {
    const { whole } = this.#chunk;
    const length = this.#isSocket[INPUT]
      ? this.#calls.recv(INPUT, whole, CHUNK_BYTES, MSG_DONTWAIT)
      : this.#calls.read(INPUT, whole, CHUNK_BYTES);
    if (length > 0) this.#handlers.data(this, this.#chunk.first(length));
    else if (length < 0) this.#fail();
    else if (this.#hasSentFin) this.#close();
    else {
      this.#handlers.end(this);
      this.pause();
    }
  }

  #fail(): void {
    if (!["EAGAIN", "EINTR"].includes(lastError(this.#calls))) this.#close(new Error("reset"));
  }

  #writeSome(bytes: Uint8Array, length: number): number {
    if (this.#isSocket[OUTPUT]) return this.#calls.send(OUTPUT, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL);
    this.#isAwaitingWritable = true;
    const [, ready] = this.#poll(0);
    return (ready & POLLOUT) === 0 ? 0 : this.#calls.write(OUTPUT, bytes, Math.min(length, PIPE_BYTES));
  }

  #close(error?: Error): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#handlers.close(this, error);
    this.#onClose();
  }
}

function isSocket(calls: SystemCalls, descriptor: number): boolean {
  const value = new Int32Array(stable(4));
  return calls.getsockopt(descriptor, SOL_SOCKET, SO_TYPE, value, new Uint32Array(stable(4)).fill(4)) === 0;
}
