/** Which connections are admitted: those of allowed addresses, within the limits of all and of one address. */
import { HEADER_SECONDS } from "../../protocol/limits.ts";
import { formatErrorReply } from "../../protocol/reply.ts";
import type { Refusal } from "../counters.ts";
import type { PeerSocket } from "../sockets/sockets.ts";
import { type Access, type AccessLists, compileAccess } from "./access.ts";
import { type AddressKey, keyOfPeer } from "./address.ts";
import { AddressCount } from "./address-count.ts";
import { ConnectionCount } from "./connection-count.ts";
import type { LimitsMemory } from "./shared-limits.ts";

export const NOT_ALLOWED = "not allowed";
const FULL_REPLY = formatErrorReply("too many connections");

export const REFUSAL_REPLIES = {
  full: FULL_REPLY, // LIMIT-1
  "address-full": FULL_REPLY, // LIMIT-6
  "not-allowed": formatErrorReply(NOT_ALLOWED), // LIMIT-7
  "proxy-header": formatErrorReply("a PROXY header is required from this address"), // PROXY-2
  "proxy-timeout": formatErrorReply(`no PROXY header within ${HEADER_SECONDS} seconds`), // PROXY-3
} as const satisfies Record<Refusal, Uint8Array>;

/** Its address is read only where a limit needs it. */
type Peer = Pick<PeerSocket, "remoteAddress">;

export class Admission {
  readonly #thread: number;
  readonly #connections: ConnectionCount;
  /** Undefined without a limit per address. */
  readonly #addresses: AddressCount | undefined;
  /** By socket: a closed one no longer knows its peer. */
  readonly #keys = new Map<object, AddressKey>();
  /** Undefined if the lists are empty. */
  #access: Access | undefined;

  constructor(
    thread: number,
    memory: Pick<LimitsMemory, "connectionCount" | "addressCount">,
    access: AccessLists,
  ) {
    this.#thread = thread;
    this.#connections = new ConnectionCount(memory.connectionCount);
    this.#addresses = memory.addressCount && new AddressCount(memory.addressCount, this.#connections, thread);
    this.apply(access);
  }

  /** Connections that this thread has admitted and that are still open. */
  get open(): number {
    return this.#connections.openOf(this.#thread);
  }

  /** Connections that are open already stay; see `allows`. */
  apply(access: AccessLists): void {
    const isEmpty = access.allow.length + access.deny.length === 0;
    this.#access = isEmpty ? undefined : compileAccess(access);
  }

  allows(peer: Peer): boolean {
    return this.#access === undefined || this.#access.isAllowed(peer.remoteAddress);
  }

  /** Takes a slot for the connection. @returns why there is none */
  enter(socket: Peer): Refusal | undefined {
    if (!this.allows(socket)) return "not-allowed";
    if (this.#addresses === undefined) return this.#connections.enter(this.#thread) ? undefined : "full";
    return this.#enterAddress(this.#addresses, socket, socket);
  }

  /** Takes a slot for a connection whose proxy has not named the client yet: it counts for no address (PROXY-4). */
  enterUnnamed(proxy: Peer): Refusal | undefined {
    if (this.#access?.isDenied(proxy.remoteAddress)) return "not-allowed";
    if (!this.#connections.enter(this.#thread)) return "full";
    this.#connections.startAwaiting(this.#thread);
    return undefined;
  }

  /** The slot is now that of a client. @returns why not; then it is given back */
  name(socket: object, client: Peer): Refusal | undefined {
    this.#connections.endAwaiting(this.#thread);
    const refusal = this.allows(client)
      ? this.#addresses && this.#enterAddress(this.#addresses, socket, client, true)
      : "not-allowed";
    if (refusal !== undefined) this.#connections.leave(this.#thread);
    return refusal;
  }

  /** Gives back the slot of a connection whose client was never named. */
  leaveUnnamed(): void {
    this.#connections.endAwaiting(this.#thread);
    this.#connections.leave(this.#thread);
  }

  /** Gives back the slot of an admitted connection. */
  leave(socket: object): void {
    const key = this.#keys.get(socket);
    if (key === undefined || this.#addresses === undefined) {
      this.#connections.leave(this.#thread);
      return;
    }
    this.#keys.delete(socket);
    this.#addresses.leave(key, this.#thread);
  }

  #enterAddress(
    addresses: AddressCount,
    socket: object,
    peer: Peer,
    hasEntered = false,
  ): Refusal | undefined {
    const key = keyOfPeer(peer.remoteAddress);
    const refusal = addresses.enter(key, this.#thread, hasEntered);
    if (refusal === undefined) this.#keys.set(socket, key);
    return refusal;
  }
}
