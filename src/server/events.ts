/** The events that the server emits. Plain data: they cross threads. */
import type { ClockEvent } from "../clock/trust.ts";
import type { CloseReason, Counts } from "./counters.ts";

interface SessionName {
  /** `THREAD.NUMBER`; the number counts up from 1 in each thread, across its restarts. */
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
  /** Session events of the last second that were not emitted because there were too many. */
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
