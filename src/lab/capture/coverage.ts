/** Ranges of a stream's bytes that have been seen. Holds them sorted and apart: without loss there is one. */

interface Range {
  from: number;
  to: number;
}

export class Coverage {
  readonly #ranges: Range[] = [];

  /** The end of the last byte seen; -Infinity before any. */
  get end(): number {
    return this.#ranges.at(-1)?.to ?? Number.NEGATIVE_INFINITY;
  }

  /** @returns the parts of the range that had not been seen */
  add(from: number, to: number): readonly Range[] {
    const ranges = this.#ranges;
    const last = ranges.at(-1);
    if (last === undefined || from > last.to) {
      ranges.push({ from, to });
      return [{ from, to }];
    }
    if (from >= last.from) {
      if (to <= last.to) return [];
      const fresh = { from: last.to, to };
      last.to = to;
      return [fresh];
    }
    return this.#insert(from, to);
  }

  has(at: number): boolean {
    return this.hasAll(at, at + 1);
  }

  hasAll(from: number, to: number): boolean {
    const range = this.#ranges[this.#firstEndingAfter(from)];
    return range !== undefined && range.from <= from && range.to >= to;
  }

  /** The parts between `from` and `to` that have not been seen. */
  gaps(from: number, to: number): readonly Range[] {
    const found: Range[] = [];
    let at = from;
    for (const range of this.#ranges) {
      if (range.from > at && at < to) found.push({ from: at, to: Math.min(range.from, to) });
      at = Math.max(at, range.to);
    }
    if (at < to) found.push({ from: at, to });
    return found;
  }

  #insert(from: number, to: number): readonly Range[] {
    const ranges = this.#ranges;
    const first = this.#firstEndingAfter(from - 1);
    const joined = { from, to };
    const fresh: Range[] = [];
    let at = from;
    let count = 0;
    for (let range = ranges[first]; range !== undefined && range.from <= to; range = ranges[first + count]) {
      if (range.from > at) fresh.push({ from: at, to: range.from });
      at = Math.max(at, range.to);
      joined.from = Math.min(joined.from, range.from);
      joined.to = Math.max(joined.to, range.to);
      count += 1;
    }
    if (at < to) fresh.push({ from: at, to });
    ranges.splice(first, count, joined);
    return fresh;
  }

  /** The index of the first range that ends after this byte. */
  #firstEndingAfter(at: number): number {
    let [low, high] = [0, this.#ranges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ranges[middle]?.to ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
