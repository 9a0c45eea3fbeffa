/** Who may read the event stream: places in total and per address, and whose place a new reader gets. Time is an argument. */

/** Enough for the pages of several operators or teachers. */
export const PLACES = 32;
/** An address can be a tunnel or a proxy with several people behind it; still it never takes all places. */
export const PLACES_PER_ADDRESS = 24;

/** A reader that has taken nothing for this long can lose its place to a new one. */
export const STALLED_MS = 2_000;

export class Place {
  /** In the form in which addresses are limited. */
  readonly address: string;
  /** Since when an update waits for the reader; undefined while none does. Monotonic milliseconds. */
  waitsSince: number | undefined;
  readonly #end: () => void;

  /** @param end ends the stream of the reader */
  constructor(address: string, end: () => void) {
    this.address = address;
    this.#end = end;
  }

  end(): void {
    this.#end();
  }
}

export class Places {
  readonly #taken = new Set<Place>();

  /** A place for the new reader, if need be that of the reader that stalls longest. @returns false if there is none */
  enter(place: Place, now: number): boolean {
    const sameAddress = [...this.#taken].filter(({ address }) => address === place.address);
    const rivals =
      sameAddress.length >= PLACES_PER_ADDRESS
        ? sameAddress
        : this.#taken.size >= PLACES
          ? [...this.#taken]
          : undefined;
    if (rivals !== undefined) {
      const stalled = longestStalled(rivals, now);
      if (stalled === undefined) return false;
      this.leave(stalled);
      stalled.end();
    }
    this.#taken.add(place);
    return true;
  }

  /** Without effect if it was left before. */
  leave(place: Place): void {
    this.#taken.delete(place);
  }
}

function longestStalled(places: readonly Place[], now: number): Place | undefined {
  const since = ({ waitsSince = now }: Place) => waitsSince;
  const [longest] = places.toSorted((left, right) => since(left) - since(right));
  return longest !== undefined && now - since(longest) >= STALLED_MS ? longest : undefined;
}
