/** Who comes in: those whose address is allowed, while there is a place of all and one of their address. */
import { formatErrorReply } from "../../protocol/reply.ts";
import type { Connection } from "../connection/connection.ts";
import { COUNTER, type Counters } from "../counters.ts";
import type { Settings } from "../settings.ts";
import type { ThreadStart } from "../threads/messages.ts";
import { compileAccess } from "./access.ts";
import { type Address, type AddressKey, keyOf, parseAddress } from "./address.ts";
import { AddressCount, type NoPlace } from "./address-count.ts";
import { ConnectionCount } from "./connection-count.ts";

/** Why one does not come in; also the names of the counters. */
type Refusal = NoPlace | "not-allowed";

const FULL_REPLY = formatErrorReply("too many connections");
const NOT_ALLOWED = "not allowed";
const REFUSAL_REPLIES = {
  full: FULL_REPLY, // LIMIT-1
  "address-full": FULL_REPLY, // LIMIT-6
  "not-allowed": formatErrorReply(NOT_ALLOWED), // LIMIT-7
} as const satisfies Record<Refusal, Uint8Array>;

/** A socket is one. */
interface Caller {
  readonly remoteAddress: string;
  write(bytes: Uint8Array, offset: number, length: number): number;
  end(): void;
  terminate(): void;
}

/** In no list: a socket whose peer is gone already may have no address. */
const NOWHERE: Address = [0, 0, 0, 0];

export class Admission {
  readonly #thread: number;
  readonly #counters: Counters;
  readonly #admission: ConnectionCount;
  /** Undefined where addresses have no limit of their own. */
  readonly #places: AddressCount | undefined;
  readonly #keys = new Map<Caller, AddressKey>();
  #isSilent = false;
  /** Undefined where the lists are empty. */
  #isAllowed: ((address: Address) => boolean) | undefined;

  constructor({ thread, settings, memory }: ThreadStart, counters: Counters) {
    this.#thread = thread;
    this.#counters = counters;
    this.#admission = new ConnectionCount(memory.connectionCount);
    this.#places = memory.addressCount && new AddressCount(memory.addressCount, this.#admission, thread);
    this.apply(settings);
  }

  apply({ access, refuseSilently }: Pick<Settings, "access" | "refuseSilently">): void {
    const isEmpty = access.allow.length + access.deny.length === 0;
    this.#isAllowed = isEmpty ? undefined : compileAccess(access);
    this.#isSilent = refuseSilently;
  }

  /** Takes a place for the caller, or tells it why there is none, and closes. */
  enter(caller: Caller): boolean {
    const refusal = this.#refusalOf(caller);
    if (refusal === undefined) return true;
    this.#counters.add(COUNTER[refusal], 1);
    if (this.#isSilent) {
      caller.terminate(); // a reset leaves nothing here, not even TIME_WAIT
      return false;
    }
    const reply = REFUSAL_REPLIES[refusal];
    caller.write(reply, 0, reply.length);
    // Closed at once, without waiting for the peer: a descriptor is what there is none of.
    caller.end();
    return false;
  }

  /** Gives back the place of one that came in. */
  leave(caller: Caller): void {
    const key = this.#keys.get(caller); // kept, for a closed socket need not know its peer
    if (key === undefined || this.#places === undefined) {
      this.#admission.leave(this.#thread);
      return;
    }
    this.#keys.delete(caller);
    this.#places.leave(key, this.#thread);
  }

  /** Ends the session of one that came in and is no longer allowed. */
  recheck(caller: Caller, connection: Connection): void {
    if (this.#allows(caller) || connection.finSince !== undefined) return;
    const takesReplies = connection.stalledSince === undefined;
    if (takesReplies && !this.#isSilent) connection.endWithError("no-longer-allowed", NOT_ALLOWED);
    else connection.cut("no-longer-allowed");
  }

  /** Without lists the caller is not asked for its address, which would be made as text. */
  #allows(caller: Caller): boolean {
    return this.#isAllowed?.(addressOf(caller.remoteAddress)) ?? true;
  }

  #refusalOf(caller: Caller): Refusal | undefined {
    if (!this.#allows(caller)) return "not-allowed";
    if (this.#places === undefined) return this.#admission.enter(this.#thread) ? undefined : "full";
    const key = keyOfPeer(caller.remoteAddress);
    const refusal = this.#places.enter(key, this.#thread);
    if (refusal === undefined) this.#keys.set(caller, key);
    return refusal;
  }
}

export function keyOfPeer(remoteAddress: string): AddressKey {
  return keyOf(addressOf(remoteAddress));
}

function addressOf(remoteAddress: string | undefined): Address {
  return (remoteAddress === undefined ? undefined : parseAddress(remoteAddress)) ?? NOWHERE;
}
