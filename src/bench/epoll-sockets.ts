/** A load thread's sockets by Linux's epoll: a request costs one send and one read, and no object. */
// With io_uring, a turn's sends and reads are one system call together, and epoll only opens the connections.
// The thread's JavaScript runs in this loop, and returns to the runtime's loop, with its messages, every 20 ms.
import { ENDED, EPOLLIN, EPOLLOUT, Epoll } from "../proc/epoll.ts";
import { TcpClient } from "../proc/tcp-client.ts";
import { type ClientSockets, type SocketEvents, type Target, TICK_MS, type Tick } from "./client-sockets.ts";
import type { Dial } from "./connection.ts";
import { EpollSocket, type SocketOwner } from "./epoll-socket.ts";
import { ReceiveChunk } from "./receive-chunk.ts";
import { type RingEvents, RingTransfer } from "./ring-transfer.ts";
import { TurnWait } from "./turn-wait.ts";

/** Reads of one socket before the others are served. */
const READS = 16;

export class EpollSockets implements ClientSockets, SocketOwner, RingEvents {
  readonly #events: SocketEvents;
  readonly #epoll: Epoll;
  readonly #client: TcpClient;
  readonly #ring: RingTransfer | undefined;
  /** By descriptor. */
  readonly #sockets: (EpollSocket | undefined)[] = [];
  readonly #chunk = new ReceiveChunk();
  #tick: Tick | undefined;
  #failed: { readonly dial: Dial; readonly code: string }[] = [];
  /** Counts the waits: an event of this one cannot be of a socket that was opened after it. */
  #round = 0;
  #isStopped = false;
  readonly #wait: TurnWait;

  private constructor(epoll: Epoll, client: TcpClient, target: Target, events: SocketEvents) {
    this.#epoll = epoll;
    this.#client = client;
    this.#events = events;
    this.#ring = RingTransfer.open(target, epoll.descriptor, this.#sockets, this);
    const waited = this.#ring ?? epoll;
    this.#wait = new TurnWait((milliseconds) => waited.wait(milliseconds));
    setImmediate(this.#turn);
  }

  /** Undefined on other systems. */
  static open(target: Target, events: SocketEvents): EpollSockets | undefined {
    const client = TcpClient.open({ ip: target.address, port: target.port });
    const epoll = client && Epoll.open();
    return epoll && client && new EpollSockets(epoll, client, target, events);
  }

  connect(dial: Dial): void {
    const { descriptor, code } = this.#client.connect();
    if (descriptor === undefined) {
      this.#failed.push({ dial, code });
      return;
    }
    const socket = new EpollSocket(descriptor, dial, this.#round, this);
    dial.connecting = socket;
    this.#sockets[descriptor] = socket;
    this.#epoll.add(descriptor);
  }

  get idleMs(): number {
    return this.#wait.idleMs;
  }

  drive(tick: Tick | undefined): void {
    this.#tick = tick;
  }

  /** Every turn calls `tick`. */
  wake(): void {}

  stop(): void {
    this.#isStopped = true;
    this.#ring?.close();
    this.#epoll.close();
  }

  /** @returns how many bytes the kernel took */
  send(socket: EpollSocket, bytes: Uint8Array, offset: number, length: number): number {
    if (this.#ring !== undefined) {
      if (socket.ringTag === 0) this.#moveToRing(socket, this.#ring);
      this.#ring.send(socket, bytes, offset, length);
      return length;
    }
    const rest = offset === 0 ? bytes : bytes.subarray(offset);
    const taken = this.#client.send(socket.descriptor, rest, length);
    if (taken < length) {
      socket.awaitsWritable = true;
      if (taken === 0 && this.#client.isReset) socket.wasReset = true;
    }
    return taken;
  }

  /** At its first request: a silent connection needs nothing of it. */
  #moveToRing(socket: EpollSocket, ring: RingTransfer): void {
    this.#epoll.remove(socket.descriptor);
    ring.adopt(socket);
  }

  close(socket: EpollSocket, how: "fin" | "reset"): void {
    const { descriptor } = socket;
    this.#ring?.forget(socket);
    this.#sockets[descriptor] = undefined;
    this.#client.close(descriptor, how);
  }

  readonly #turn = (): void => {
    if (this.#isStopped) return;
    let now = performance.now();
    const until = now + TICK_MS;
    while (now < until && !this.#isStopped) {
      if (this.#failed.length > 0) this.#reportFailed();
      const due = this.#tick?.(now) ?? Number.POSITIVE_INFINITY;
      this.#round++;
      const count =
        due < until ? this.#wait.forSend(due - now) : this.#wait.forReply(until, this.#tick !== undefined);
      this.#ready(count);
      now = performance.now();
    }
    setImmediate(this.#turn);
  };

  /** @param count what the wait returned */
  #ready(count: number): void {
    if (this.#ring === undefined) this.#dispatch(count);
    else this.#ring.dispatch(count);
  }

  ready(): void {
    this.#round++; // sockets that the ring's events have opened may be ready already
    this.#dispatch(this.#epoll.wait(0));
  }

  received(socket: EpollSocket, chunk: Buffer): void {
    this.#events.received(socket.dial, socket, chunk, performance.now());
  }

  ended(socket: EpollSocket, isReset: boolean): void {
    this.#lose(socket, isReset);
  }

  #reportFailed(): void {
    for (const { dial, code } of this.#failed.splice(0)) this.#events.failed(dial, code);
  }

  #dispatch(count: number): void {
    for (let at = 0; at < count; at++) {
      const socket = this.#sockets[this.#epoll.descriptorAt(at)];
      if (socket === undefined || socket.round === this.#round) continue;
      const events = this.#epoll.eventsAt(at);
      if (!socket.isOpen) this.#open(socket);
      else if (socket.awaitsWritable && (events & EPOLLOUT) !== 0) this.#resume(socket);
      // One that has just opened may have data, or its end, in the same event.
      if (socket.isOpen && (events & (EPOLLIN | ENDED)) !== 0) this.#receive(socket, events);
    }
  }

  #resume(socket: EpollSocket): void {
    socket.awaitsWritable = false;
    this.#events.writable(socket.dial);
  }

  /** Reads until nothing is left, because that would not be reported again; a server that never stops has to wait. */
  #receive(socket: EpollSocket, events: number): void {
    const isEnded = (events & ENDED) !== 0;
    let isLeft = true;
    for (let reads = 0; isLeft && this.#sockets[socket.descriptor] === socket; reads++) {
      if (reads === READS) {
        this.#epoll.again(socket.descriptor);
        return;
      }
      const length = this.#client.receive(socket.descriptor, this.#chunk.bytes);
      isLeft = length === this.#chunk.bytes.length || (isEnded && length > 0);
      if (length > 0)
        this.#events.received(socket.dial, socket, this.#chunk.first(length), performance.now());
      else if (length === 0) this.#lose(socket, false);
      else if (!this.#client.isBlocked) this.#lose(socket, true);
    }
  }

  #open(socket: EpollSocket): void {
    const { descriptor, dial } = socket;
    const code = this.#client.connectError(descriptor);
    if (code !== undefined) {
      this.close(socket, "reset");
      this.#events.failed(dial, code);
      return;
    }
    socket.isOpen = true;
    this.#events.opened(dial, socket, performance.now());
  }

  #lose(socket: EpollSocket, isReset: boolean): void {
    this.close(socket, "fin");
    this.#events.closed(socket.dial, socket, isReset || socket.wasReset);
  }
}
