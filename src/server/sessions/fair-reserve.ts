/** Keeps a bounded number of items, so that many of one group do not push out the few of another. */

export class FairReserve<Item> {
  readonly #most: number;
  readonly #groupOf: (item: Item) => string;
  /** Oldest first. */
  readonly #items: Item[] = [];

  constructor(most: number, groupOf: (item: Item) => string) {
    this.#most = most;
    this.#groupOf = groupOf;
  }

  get items(): readonly Item[] {
    return this.#items;
  }

  /** @returns what must go for it: the oldest of the largest group, which can be the item itself */
  add(item: Item): Item | undefined {
    this.#items.push(item);
    if (this.#items.length <= this.#most) return undefined;
    const groups = this.#items.map(this.#groupOf);
    const sizes = new Map<string, number>();
    for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
    const largest = Math.max(...sizes.values());
    const [gone] = this.#items.splice(
      groups.findIndex((group) => sizes.get(group) === largest),
      1,
    );
    return gone;
  }
}
