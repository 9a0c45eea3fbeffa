/** What the main thread and the serving threads tell each other. */
import type { AccessLists } from "./access.ts";
import type { SessionEvent } from "./events.ts";
import type { Settings } from "./settings.ts";
import type { LimitsMemory } from "./shared-limits.ts";

/** The first message to a thread. */
export interface ThreadStart {
  readonly kind: "start";
  readonly thread: number;
  readonly settings: Settings;
  readonly memory: ServerMemory;
  /** The main thread's monotonic milliseconds, for each thread's own begin at its start; late by this message's way. */
  readonly tick: number;
}

/** Memory that all threads see. */
interface ServerMemory extends LimitsMemory {
  readonly counters: SharedArrayBuffer;
  readonly eventGate: SharedArrayBuffer;
}

export type ToThread =
  | ThreadStart
  /** Who may come in, and stay, from now on. */
  | { readonly kind: "access"; readonly access: AccessLists }
  | { readonly kind: "drain" }
  | { readonly kind: "cut" };

export type FromThread =
  | { readonly kind: "listening" }
  /** It has nothing left to do, and can be ended. */
  | { readonly kind: "left" }
  | { readonly kind: "listen-failed"; readonly code: string; readonly address: string }
  | SessionEvent;
