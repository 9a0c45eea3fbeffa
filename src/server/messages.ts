/** What the main thread and the serving threads tell each other. */
import type { SessionEvent } from "./events.ts";
import type { Settings } from "./settings.ts";

/** Given to a thread when it is made. */
export interface ThreadStart {
  readonly thread: number;
  readonly settings: Settings;
  readonly memory: ServerMemory;
}

/** Memory that all threads see. */
interface ServerMemory {
  readonly counters: SharedArrayBuffer;
  readonly admission: SharedArrayBuffer;
  readonly keptBytes: SharedArrayBuffer;
  readonly eventGate: SharedArrayBuffer;
}

export type ToThread = { readonly kind: "drain" } | { readonly kind: "cut" };

export type FromThread =
  | { readonly kind: "listening" }
  | { readonly kind: "listen-failed"; readonly code: string; readonly address: string }
  | SessionEvent;
