/** What the main thread and the serving threads tell each other. */

import type { SessionEvent } from "../events.ts";
import type { LimitsMemory } from "../limits/shared-limits.ts";
import type { QueryRequest, QueryResponse } from "../sessions/messages.ts";
import type { Settings } from "../settings.ts";
import type { Sockets } from "../sockets/sockets.ts";

/** The first message to a thread. */
export interface ThreadStart {
  readonly kind: "start";
  readonly thread: number;
  readonly settings: Settings;
  readonly memory: ServerMemory;
  /** The main thread's monotonic milliseconds, for each thread's own begin at its start; late by this message's way. */
  readonly now: number;
}

/** Memory that all threads see. */
interface ServerMemory extends LimitsMemory {
  readonly counters: SharedArrayBuffer;
  readonly eventGate: SharedArrayBuffer;
  readonly books: SharedArrayBuffer;
  readonly refusal: SharedArrayBuffer;
  readonly descriptorOwners: SharedArrayBuffer;
  readonly heartbeats: SharedArrayBuffer;
}

export type ToThread =
  | ThreadStart
  /** In force from now on; what a thread cannot change while it runs is as it was. */
  | { readonly kind: "settings"; readonly settings: Settings }
  | { readonly kind: "drain" }
  | { readonly kind: "cut" }
  | QueryRequest;

export type FromThread =
  | { readonly kind: "listening"; readonly waker: Sockets<unknown>["waker"] }
  /** It has nothing left to do, and can be ended. */
  | { readonly kind: "left" }
  | { readonly kind: "listen-failed"; readonly code: string; readonly address: string }
  | QueryResponse
  | SessionEvent;
