/** The seam between the load and a system's sockets: Linux's epoll in epoll-sockets.ts, Bun's in bun-sockets.ts. */
import type { ClientSocket, Dial } from "./connection.ts";
import type { Plan } from "./plan.ts";

/** Where the sockets connect to, and what they will carry. */
export type Target = Pick<Plan, "address" | "port" | "connections" | "threads" | "pipeline" | "churn">;

export interface SocketEvents {
  opened(dial: Dial, socket: ClientSocket, now: number): void;
  /** @param chunk valid until the next event */
  received(dial: Dial, socket: ClientSocket, chunk: Buffer, now: number): void;
  writable(dial: Dial): void;
  closed(dial: Dial, socket: ClientSocket, isReset: boolean): void;
  /** It could not be connected. @param code the system's, such as ECONNREFUSED; SELF_CONNECTED if it met itself */
  failed(dial: Dial, code: string): void;
}

/** Sends what is due. @returns when the next request is due, or infinity */
export type Tick = (now: number) => number;

export interface ClientSockets {
  /** Starts to connect; `opened` or `failed` follows, never within this call. */
  connect(dial: Dial): void;
  /** From now on calls `tick` when its last result says, at least every 20 ms, and after `wake`; undefined: no more. */
  drive(tick: Tick | undefined): void;
  wake(): void;
  /** For how long the thread has polled in vain: CPU time that it did not need. */
  readonly idleMs: number;
  /** No more events. */
  stop(): void;
}

/** The longest time between two calls of `tick`, and so how often a stage looks at its clock. */
export const TICK_MS = 20;
/** With less than this until the next request is due, a thread spins: timers have a resolution of 1 ms. */
export const SPIN_MS = 2;
