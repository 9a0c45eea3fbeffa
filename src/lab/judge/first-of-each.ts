/** Several of a kind → the first of each. */

export function firstOfEach<Item>(items: readonly Item[], kindOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.toReversed().map((item) => [kindOf(item), item])).values()].toReversed();
}
