/** What the server tells whoever observes it. Plain data, since it crosses threads. */
import type { ClockEvent } from "../clock/trust.ts";
import type { CloseReason, Counts } from "./counters.ts";

interface SessionName {
  /** `THREAD.NUMBER`, the number counted from 1 in each thread and on after its death. */
  readonly session: string;
  readonly thread: number;
  readonly address: string;
  readonly port: number;
}

export interface SessionOpened extends SessionName {
  readonly kind: "session-opened";
}

export interface SessionEnded extends SessionName {
  readonly kind: "session-ended";
  readonly reason: CloseReason;
  readonly requests: number;
  /** Lines that were answered with ERROR. */
  readonly errors: number;
  readonly seconds: number;
}

export type SessionEvent = SessionOpened | SessionEnded;

export type ServerEvent =
  | SessionEvent
  | ClockEvent
  /** Session events that were not told within the last second, for there were too many. */
  | { readonly kind: "events-dropped"; readonly events: number }
  | {
      readonly kind: "thread-died";
      readonly thread: number;
      readonly why: string;
      readonly sessionsLost: number;
    }
  | { readonly kind: "thread-replaced"; readonly thread: number }
  | { readonly kind: "draining"; readonly open: number; readonly drainSeconds: number }
  | { readonly kind: "stopped"; readonly cut: number; readonly counts: Counts };
