/** The limits that hold over all threads, as the main thread keeps them: their memory, and what a dead thread held. */
import type { Limits } from "../../protocol/limits.ts";
import { AddressPlaces, addressPlacesMemory } from "./address-count.ts";
import { KeptBytes, keptBytesMemory } from "./buffer-budget.ts";
import { Admission, admissionMemory } from "./connection-count.ts";
import { connectionsAllowed } from "./descriptors.ts";
import { RequestBudget, requestBudgetMemory } from "./rate-limiter.ts";

export interface LimitsMemory {
  readonly admission: SharedArrayBuffer;
  readonly keptBytes: SharedArrayBuffer;
  /** Undefined where addresses have no limit of their own. */
  readonly addressPlaces: SharedArrayBuffer | undefined;
  /** Undefined where requests have no rate. */
  readonly requestBudget: SharedArrayBuffer | undefined;
}

export type ConnectionLimits = Pick<Limits, "maxConnections" | "maxConnectionsPerAddress">;

export class SharedLimits {
  readonly memory: LimitsMemory;
  readonly #hasMonitor: boolean;
  readonly #admission: Admission;
  readonly #places: AddressPlaces | undefined;
  readonly #budget: RequestBudget | undefined;

  constructor(threads: number, limits: Limits, hasMonitor = false) {
    this.#hasMonitor = hasMonitor;
    const { maxConnections, maxConnectionsPerAddress, requestRate } = limits;
    this.memory = {
      admission: admissionMemory(threads),
      keptBytes: keptBytesMemory(threads),
      addressPlaces: maxConnectionsPerAddress > 0 ? addressPlacesMemory(maxConnections) : undefined,
      requestBudget: requestRate > 0 ? requestBudgetMemory() : undefined,
    };
    const { admission, addressPlaces, requestBudget } = this.memory;
    this.#admission = new Admission(admission);
    // Under the number of a thread that there is not.
    this.#places = addressPlaces && new AddressPlaces(addressPlaces, this.#admission, threads);
    this.#budget = requestBudget && new RequestBudget(requestBudget, limits, threads);
    this.limitConnections(limits);
  }

  get open(): number {
    return this.#admission.open;
  }

  /** Connections over all threads at most. */
  get connectionLimit(): number {
    return this.#admission.limit;
  }

  /**
   * From now on: who is in stays. As many as wanted, or as the descriptors and the memory made at the start allow;
   * a limit for each address holds where there was one at the start.
   */
  limitConnections({ maxConnections, maxConnectionsPerAddress }: ConnectionLimits): void {
    const countable = this.#places?.capacity ?? Number.POSITIVE_INFINITY;
    this.#admission.limit = Math.min(
      maxConnections,
      connectionsAllowed(this.#hasMonitor) + this.open,
      countable,
    );
    if (this.#places !== undefined) this.#places.limit = maxConnectionsPerAddress;
  }

  /** Gives back what a thread held when it died. @returns how many connections that was */
  abandon(thread: number): number {
    new KeptBytes(this.memory.keptBytes, thread).abandon();
    this.#budget?.abandon(thread);
    this.#places?.abandon(thread);
    return this.#admission.abandon(thread);
  }
}
