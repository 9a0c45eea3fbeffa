/** What is open, in the order in which it was served last: a linked list, so that each change takes the same time. */

export interface Recent<Item> {
  /** Served at this time, which is not before that of any other. */
  add(item: Item, at: number): void;
  remove(item: Item): void;
  /** A few others, the latest first, that were served at this time or after it. */
  since(at: number, not: Item): readonly Item[];
}

interface Entry<Item> {
  readonly item: Item;
  readonly at: number;
  before: Entry<Item> | undefined;
  after: Entry<Item> | undefined;
}

const MOST = 4;

export function recentlyServed<Item>(): Recent<Item> {
  const entries = new Map<Item, Entry<Item>>();
  let latest: Entry<Item> | undefined;
  const remove = (item: Item) => {
    const entry = entries.get(item);
    if (entry === undefined) return;
    entries.delete(item);
    if (entry.before) entry.before.after = entry.after;
    if (entry.after) entry.after.before = entry.before;
    else latest = entry.before;
  };
  return {
    add(item, at) {
      remove(item);
      const entry: Entry<Item> = { item, at, before: latest, after: undefined };
      if (latest) latest.after = entry;
      latest = entry;
      entries.set(item, entry);
    },
    remove,
    since(at, not) {
      const found: Item[] = [];
      for (let entry = latest; entry && entry.at >= at && found.length < MOST; entry = entry.before) {
        if (entry.item !== not) found.push(entry.item);
      }
      return found;
    },
  };
}
