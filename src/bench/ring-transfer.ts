/** A load thread's bytes by Linux's io_uring: a turn's requests leave, and its replies come, in one system call. */
// Beside epoll, which opens the connections, it saves two system calls for each request.
import { Uring } from "../proc/uring.ts";
import { UringBuffers } from "../proc/uring-buffers.ts";
import { mapMemory } from "../proc/uring-calls.ts";
import type { Target } from "./client-sockets.ts";
import type { EpollSocket } from "./epoll-socket.ts";
import { REPLY_BYTES } from "./reply-second.ts";

/** Of a thread: with fewer the ring costs more than the calls that it saves (CPU time for a reply: × 1.20 at 1, × 0.89 at 50). */
const FEWEST_CONNECTIONS = 32;

const ECONNRESET = 104;
const ENOBUFS = 105;
const SMALLEST_BUFFER = 64;
const LARGEST_BUFFER = 1 << 14;
const FEWEST_BUFFERS = 64;
const MOST_BUFFERS = 4096;
const MOST_BUFFER_BYTES = 1 << 20;

/** Tags of requests that belong to no socket. */
const EPOLL_TAG = 0;
const IGNORED_TAG = 1;
/** A socket's receive has an even tag; its sends have that plus 1. */
const TAG_STEP = 2;
const LAST_TAG = 0x7fff_fffc;

type SocketsByDescriptor = readonly (EpollSocket | undefined)[];

export interface RingEvents {
  received(socket: EpollSocket, chunk: Buffer): void;
  ended(socket: EpollSocket, isReset: boolean): void;
  /** The epoll has events. */
  ready(): void;
}

export class RingTransfer {
  readonly #ring: Uring;
  readonly #buffers: UringBuffers;
  readonly #epollDescriptor: number;
  readonly #events: RingEvents;
  readonly #sockets: SocketsByDescriptor;
  #lastTag = 0;
  /** The largest batch, and its copy for the kernel. */
  #requests: Uint8Array | undefined;
  #requestsAddress = 0;

  private constructor(
    ring: Uring,
    buffers: UringBuffers,
    epollDescriptor: number,
    sockets: SocketsByDescriptor,
    events: RingEvents,
  ) {
    this.#ring = ring;
    this.#buffers = buffers;
    this.#epollDescriptor = epollDescriptor;
    this.#sockets = sockets;
    this.#events = events;
    this.#watchEpoll();
  }

  /** Undefined if it would gain nothing, and where the system has no io_uring, or forbids it. */
  static open(
    { connections, threads, pipeline, churn }: Target,
    epollDescriptor: number,
    sockets: SocketsByDescriptor,
    events: RingEvents,
  ): RingTransfer | undefined {
    if (churn || connections / threads < FEWEST_CONNECTIONS) return undefined;
    const ring = Uring.open();
    if (ring === undefined) return undefined;
    const size = Math.min(LARGEST_BUFFER, Math.max(SMALLEST_BUFFER, powerOfTwo(pipeline * REPLY_BYTES)));
    const most = Math.min(MOST_BUFFERS, MOST_BUFFER_BYTES / size);
    const count = Math.min(most, Math.max(FEWEST_BUFFERS, powerOfTwo((2 * connections) / threads)));
    const buffers = UringBuffers.open(ring, count, size);
    if (buffers !== undefined) return new RingTransfer(ring, buffers, epollDescriptor, sockets, events);
    ring.close();
    return undefined;
  }

  /** From now on the socket's bytes, and its end, are reported here. */
  adopt(socket: EpollSocket): void {
    this.#lastTag = this.#lastTag === LAST_TAG ? TAG_STEP : this.#lastTag + TAG_STEP;
    socket.ringTag = this.#lastTag;
    this.#receive(socket);
  }

  /** Sends with the next wait, all of it. @param bytes always the same */
  send({ descriptor, ringTag }: EpollSocket, bytes: Uint8Array, offset: number, length: number): void {
    if (bytes !== this.#requests) this.#copy(bytes);
    this.#ring.send(descriptor, ringTag + 1, this.#requestsAddress + offset, length);
  }

  /** Before its descriptor is closed. */
  forget(socket: EpollSocket): void {
    const { descriptor, ringTag } = socket;
    if (ringTag === 0) return;
    this.#ring.cancel(descriptor, ringTag, IGNORED_TAG);
    this.#ring.cancel(descriptor, ringTag + 1, IGNORED_TAG);
    this.#ring.start();
    socket.ringTag = 0;
  }

  wait(milliseconds: number): number {
    return this.#ring.wait(milliseconds);
  }

  /** @param count what the wait returned */
  dispatch(count: number): void {
    let isReady = false;
    for (let at = 0; at < count; at++) {
      const tag = this.#ring.tagAt(at);
      if (tag === EPOLL_TAG) isReady = true;
      else if ((tag & 1) === 0) this.#received(at, tag);
      else if (this.#ring.resultAt(at) === -ECONNRESET) this.#sendWasReset(at, tag);
    }
    this.#buffers.publish();
    this.#ring.take(count);
    if (!isReady) return;
    this.#events.ready();
    this.#watchEpoll();
  }

  close(): void {
    this.#ring.close();
  }

  /** The end is reported by the receive. */
  #sendWasReset(at: number, tag: number): void {
    const socket = this.#sockets[this.#ring.descriptorAt(at)];
    if (socket?.ringTag === tag - 1) socket.wasReset = true;
  }

  #received(at: number, tag: number): void {
    const result = this.#ring.resultAt(at);
    const buffer = this.#ring.bufferAt(at);
    const socket = this.#sockets[this.#ring.descriptorAt(at)];
    if (socket?.ringTag === tag) {
      if (result > 0) this.#events.received(socket, this.#buffers.view(buffer, result));
      else if (result !== -ENOBUFS) this.#events.ended(socket, result < 0);
      if (!this.#ring.hasMore(at) && socket.ringTag === tag) this.#receive(socket);
    }
    if (buffer >= 0) this.#buffers.giveBack(buffer);
  }

  #receive({ descriptor, ringTag }: EpollSocket): void {
    this.#ring.receive(descriptor, ringTag);
  }

  #watchEpoll(): void {
    this.#ring.poll(this.#epollDescriptor, EPOLL_TAG);
  }

  #copy(bytes: Uint8Array): void {
    const copy = mapMemory(this.#ring.calls, bytes.length);
    if (copy === undefined) throw new Error(`no memory for a batch of ${bytes.length} bytes`);
    new Uint8Array(copy.bytes).set(bytes);
    this.#requests = bytes;
    this.#requestsAddress = copy.address;
  }
}

const powerOfTwo = (least: number) => 2 ** Math.ceil(Math.log2(least));
