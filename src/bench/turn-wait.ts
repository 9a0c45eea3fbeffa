/** How a turn of a load thread's loop waits: exactly for a send that is due, and polling before it sleeps for a reply. */
import { BusyPoll } from "./busy-poll.ts";
import { SPIN_MS } from "./client-sockets.ts";

export class TurnWait {
  /** @returns how much is ready */
  readonly #wait: (milliseconds: number) => number;
  readonly #poll = new BusyPoll();
  /** For how long it has polled in vain. */
  idleMs = 0;

  constructor(wait: (milliseconds: number) => number) {
    this.#wait = wait;
  }

  /** Until shortly before the next request is due. */
  forSend(milliseconds: number): number {
    return this.#wait(milliseconds > SPIN_MS ? Math.floor(milliseconds - 1) : 0);
  }

  /** Only the end of the slice ends this wait, and it need not be exact. */
  forReply(until: number, mayPoll: boolean): number {
    let count = this.#wait(0);
    if (count > 0) return count;
    const from = performance.now();
    let at = from;
    if (mayPoll && this.#poll.isWorthwhile) {
      for (; count === 0 && at - from < BusyPoll.WINDOW_MS; count = this.#wait(0)) at = performance.now();
      this.idleMs += Math.min(at - from, BusyPoll.WINDOW_MS); // longer only if the system ran something else
      this.#poll.polled(count > 0);
    }
    return count > 0 ? count : this.#wait(Math.max(0, Math.ceil(until - at)));
  }
}
