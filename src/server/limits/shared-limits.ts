/** The limits over all threads, on the main thread's side: their memory, and what a dead thread held. */
import type { Limits } from "../../protocol/limits.ts";
import { AddressCount, addressCountMemory } from "./address-count.ts";
import { BufferBudget, bufferBudgetMemory } from "./buffer-budget.ts";
import { ConnectionCount, connectionCountMemory } from "./connection-count.ts";
import { connectionsAllowed } from "./descriptors.ts";
import { RateLimiter, rateLimiterMemory } from "./rate-limiter.ts";

export interface LimitsMemory {
  readonly connectionCount: SharedArrayBuffer;
  readonly bufferBudget: SharedArrayBuffer;
  /** Undefined without a limit per address. */
  readonly addressCount: SharedArrayBuffer | undefined;
  /** Undefined without a request rate. */
  readonly rateLimiter: SharedArrayBuffer | undefined;
}

export type ConnectionLimits = Pick<Limits, "maxConnections" | "maxConnectionsPerAddress">;

export class SharedLimits {
  readonly memory: LimitsMemory;
  readonly #hasMonitor: boolean;
  readonly #connections: ConnectionCount;
  readonly #addresses: AddressCount | undefined;
  readonly #rateLimiter: RateLimiter | undefined;

  constructor(threads: number, limits: Limits, hasMonitor = false) {
    this.#hasMonitor = hasMonitor;
    const { maxConnections, maxConnectionsPerAddress, requestRate } = limits;
    this.memory = {
      connectionCount: connectionCountMemory(threads),
      bufferBudget: bufferBudgetMemory(threads),
      addressCount: maxConnectionsPerAddress > 0 ? addressCountMemory(maxConnections) : undefined,
      rateLimiter: requestRate > 0 ? rateLimiterMemory() : undefined,
    };
    const { connectionCount, addressCount, rateLimiter } = this.memory;
    this.#connections = new ConnectionCount(connectionCount);
    // Use an id that no serving thread has.
    this.#addresses = addressCount && new AddressCount(addressCount, this.#connections, threads);
    this.#rateLimiter = rateLimiter && new RateLimiter(rateLimiter, limits, threads);
    this.limitConnections(limits);
  }

  get open(): number {
    return this.#connections.open;
  }

  /** Connections over all threads at most. */
  get connectionLimit(): number {
    return this.#connections.limit;
  }

  /**
   * From now on; open connections stay. As configured, or less if the descriptors or the memory made at the start
   * allow no more. A limit per address takes effect only if there was one at the start.
   */
  limitConnections({ maxConnections, maxConnectionsPerAddress }: ConnectionLimits): void {
    const countable = this.#addresses?.capacity ?? Number.POSITIVE_INFINITY;
    this.#connections.limit = Math.min(
      maxConnections,
      connectionsAllowed(this.#hasMonitor) + this.open,
      countable,
    );
    if (this.#addresses !== undefined) this.#addresses.limit = maxConnectionsPerAddress;
  }

  /** Gives back what a thread held when it died. @returns how many connections that was */
  abandon(thread: number): number {
    new BufferBudget(this.memory.bufferBudget, thread).abandon();
    this.#rateLimiter?.abandon(thread);
    this.#addresses?.abandon(thread);
    return this.#connections.abandon(thread);
  }
}
