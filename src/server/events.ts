/** The events that the server emits. Plain data: they cross threads. */
import type { ClockEvent } from "../clock/trust.ts";
import type { CloseReason, Counts, Refusal } from "./counters.ts";

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

/** A connection that was not admitted. */
export interface ConnectionRefused {
  readonly kind: "connection-refused";
  readonly thread: number;
  /** Empty if the client was gone already. */
  readonly address: string;
  readonly port: number;
  readonly reason: Refusal;
}

export type ServerEvent =
  | SessionEvent
  | ConnectionRefused
  | ClockEvent
  /** Session events of the last second that were not emitted because there were too many. */
  | { readonly kind: "events-dropped"; readonly events: number }
  /** Refused connections of the last second for which no event was emitted because there were too many. */
  | { readonly kind: "refusals-dropped"; readonly refusals: number }
  | {
      readonly kind: "thread-died";
      readonly thread: number;
      readonly why: string;
      readonly sessionsLost: number;
    }
  | { readonly kind: "thread-replaced"; readonly thread: number }
  | { readonly kind: "draining"; readonly open: number; readonly drainSeconds: number }
  | { readonly kind: "stopped"; readonly cut: number; readonly counts: Counts };
