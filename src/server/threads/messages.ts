/** The messages between the main thread and the serving threads. */

import type { ConnectionRefused, SessionEvent } from "../events.ts";
import type { QueryRequest, QueryResponse } from "../sessions/messages.ts";
import type { Settings } from "../settings.ts";
import type { Sockets } from "../sockets/sockets.ts";
import type { ServerMemory } from "./server-memory.ts";

/** The first message to a thread. */
export interface ThreadStart {
  readonly kind: "start";
  readonly thread: number;
  readonly settings: Settings;
  readonly memory: ServerMemory;
  /** Sockets that listen already; undefined if the thread opens its own. */
  readonly listeners: readonly number[] | undefined;
  /**
   * The main thread's performance.now() when sent. Workers have their own time origin; this aligns them, up to
   * message latency.
   */
  readonly now: number;
}

export type ToThread =
  | ThreadStart
  /** In force from now on, except for what a thread cannot change while it runs. */
  | { readonly kind: "settings"; readonly settings: Settings }
  /** `keptOpen`: see `Sockets.stopListening`. */
  | { readonly kind: "drain"; readonly keptOpen: readonly number[] }
  | { readonly kind: "cut" }
  | QueryRequest;

export type FromThread =
  | {
      readonly kind: "listening";
      readonly eventfd: Sockets<unknown>["eventfd"];
      readonly listeners: readonly number[];
    }
  /** It has nothing left to do, and can be ended. */
  | { readonly kind: "finished" }
  | { readonly kind: "listen-failed"; readonly code: string; readonly address: string }
  | QueryResponse
  | SessionEvent
  | ConnectionRefused;
