/** A case is a string of bytes from which a target reads its choices, so that any case can be kept, cut and replayed. */

export class Choices {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get areOver(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** 0 when the bytes have run out, so that a shorter case is a simpler one. */
  byte(): number {
    return this.#bytes[this.#at++] ?? 0;
  }

  /** From 0 to `count` - 1, `count` up to 65,536. */
  below(count: number): number {
    return (count <= 256 ? this.byte() : this.byte() * 256 + this.byte()) % count;
  }

  yes(): boolean {
    return (this.byte() & 1) === 1;
  }

  of<const Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }

  /** Up to `most` items, made one after another; fewer if the bytes run out. */
  list<Item>(most: number, make: () => Item): Item[] {
    const items: Item[] = [];
    for (let left = this.below(most + 1); left > 0 && !this.areOver; left--) items.push(make());
    return items;
  }

  /** One character per byte, any of the 256. */
  latin1(most: number): string {
    return this.list(most, () => String.fromCharCode(this.byte())).join("");
  }
}

/** The text cut at chosen places: not at all, byte by byte, or anywhere. */
export function cut(choices: Choices, bytes: Buffer): readonly Buffer[] {
  const sizes = choices.of(["whole", "bytes", "pieces", "pieces"]);
  if (sizes === "whole" || bytes.length === 0) return [bytes];
  const pieces: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const size = sizes === "bytes" ? 1 : choices.areOver ? bytes.length : 1 + choices.below(48);
    pieces.push(bytes.subarray(from, from + size));
    from += size;
  }
  return pieces;
}
