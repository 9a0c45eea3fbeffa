/** The newest faults of a thread: refused lines, and sessions that ended badly. Bounded in number and in rate. */
import { type CloseReason, GOOD_ENDS } from "../counters.ts";
import type { SessionsMemory } from "./memory.ts";
import type { FaultKind, SessionFault } from "./rows.ts";
import type { SessionRecord } from "./session-record.ts";

/** Kept in a thread. */
const FAULTS = 300;
/** Kept in a second; those beyond are in the counters alone. */
const A_SECOND = 50;

export function isFault(reason: CloseReason): boolean {
  return !GOOD_ENDS.includes(reason);
}

export class FaultRing {
  readonly #memory: SessionsMemory;
  /** Oldest first. */
  readonly #faults: SessionFault[] = [];
  #second = 0;
  #inSecond = 0;

  constructor(memory: SessionsMemory) {
    this.#memory = memory;
  }

  /** @param times how many lines of the kind came at once */
  add(entry: SessionRecord, kind: FaultKind, times = 1): void {
    for (let time = 0; time < times && this.#hasRoom(); time++) {
      if (!entry.learnPeer()) return;
      this.#inSecond++;
      const { session, peer } = entry;
      this.#faults.push({ number: this.#memory.nextFault(), at: Date.now(), session, ...peer, kind });
      if (this.#faults.length > FAULTS) this.#faults.shift();
    }
  }

  /** Newest first, those after the number. */
  newerThan(number: number): readonly SessionFault[] {
    return this.#faults.filter((fault) => fault.number > number).reverse();
  }

  #hasRoom(): boolean {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#inSecond = 0;
    }
    return this.#inSecond < A_SECOND;
  }
}
