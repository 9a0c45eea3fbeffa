/** Which connections are admitted: those of allowed addresses, within the limits of all and of one address. */
import { formatErrorReply } from "../../protocol/reply.ts";
import type { Refusal } from "../counters.ts";
import type { PeerSocket } from "../sockets/sockets.ts";
import { type AccessLists, compileAccess } from "./access.ts";
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
} as const satisfies Record<Refusal, Uint8Array>;

/** Its address is read only where a limit needs it. */
type Peer = Pick<PeerSocket, "remoteAddress">;

export class Admission {
  readonly #thread: number;
  readonly #connections: ConnectionCount;
  /** Undefined without a limit per address. */
  readonly #addresses: AddressCount | undefined;
  /** A closed socket no longer knows its peer. */
  readonly #keys = new Map<Peer, AddressKey>();
  /** Undefined if the lists are empty. */
  #isAllowed: ((remoteAddress: string) => boolean) | undefined;

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
    this.#isAllowed = isEmpty ? undefined : compileAccess(access);
  }

  allows(peer: Peer): boolean {
    return this.#isAllowed === undefined || this.#isAllowed(peer.remoteAddress);
  }

  /** Takes a slot for the connection. @returns why there is none */
  enter(peer: Peer): Refusal | undefined {
    if (!this.allows(peer)) return "not-allowed";
    if (this.#addresses === undefined) return this.#connections.enter(this.#thread) ? undefined : "full";
    const key = keyOfPeer(peer.remoteAddress);
    const refusal = this.#addresses.enter(key, this.#thread);
    if (refusal === undefined) this.#keys.set(peer, key);
    return refusal;
  }

  /** Gives back the slot of an admitted connection. */
  leave(peer: Peer): void {
    const key = this.#keys.get(peer);
    if (key === undefined || this.#addresses === undefined) {
      this.#connections.leave(this.#thread);
      return;
    }
    this.#keys.delete(peer);
    this.#addresses.leave(key, this.#thread);
  }
}
