/** First in, first out, in constant time: in Node an array's `shift` moves all other items. */

interface Link<Item> {
  readonly item: Item;
  next: Link<Item> | undefined;
}

export class Queue<Item> {
  #first: Link<Item> | undefined;
  #last: Link<Item> | undefined;

  push(item: Item): void {
    const link = { item, next: undefined };
    if (this.#last === undefined) this.#first = link;
    else this.#last.next = link;
    this.#last = link;
  }

  /** Takes the first one out; undefined if the queue is empty. */
  shift(): Item | undefined {
    const first = this.#first;
    this.#first = first?.next;
    if (this.#first === undefined) this.#last = undefined;
    return first?.item;
  }

  *[Symbol.iterator](): Iterator<Item> {
    for (let link = this.#first; link !== undefined; link = link.next) yield link.item;
  }
}
