/** One connect at a time: a burst overflows a short backlog, and what is sent then waits there and arrives as one segment. */

export class Connects {
  #last: Promise<unknown> = Promise.resolve();

  /** Does this when all that came before is done; no other connection is opened meanwhile. */
  inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}
