/** Which client is served when: admits connections to the places of a server, whatever they send. */

export interface DoorPolicy {
  readonly places: number;
  readonly takenBy: "connection" | "first bytes";
  /** "first bytes" and "first request": as soon as they were dealt with, or at the close. */
  readonly freedBy: "close" | "first bytes" | "first request";
  /** What happens to a client that gets no place. */
  readonly excess: "waits" | "is closed";
  /** How many connections it serves in its life. */
  readonly ever: number;
  /** After so many resets in a row it serves no client any more. */
  readonly fatalResets: number;
}

export const EVERYONE: DoorPolicy = {
  places: Number.POSITIVE_INFINITY,
  takenBy: "connection",
  freedBy: "close",
  excess: "waits",
  ever: Number.POSITIVE_INFINITY,
  fatalResets: Number.POSITIVE_INFINITY,
};

/** A client right after another is not in excess yet: the server may not have noticed that the other has left. */
const GRACE_MS = 100;

export interface Guest {
  admit(): void;
  refuse(): void;
}

export class Door {
  readonly #policy: DoorPolicy;
  readonly #inside = new Set<Guest>();
  readonly #waiting = new Set<Guest>();
  readonly #known = new WeakSet<Guest>();
  #isClosed = false;
  #seen = 0;
  #resetsInARow = 0;

  constructor(policy: DoorPolicy) {
    this.#policy = policy;
  }

  arrived(guest: Guest): void {
    this.#seen += 1;
    if (this.#seen > this.#policy.ever) this.close();
    if (this.#policy.takenBy === "connection") this.#queue(guest);
  }

  /** Something came of the guest, whether it is dealt with or has to wait; only the first time counts. */
  spoke(guest: Guest): void {
    if (this.#known.has(guest)) return;
    this.#known.add(guest);
    if (this.#policy.takenBy === "first bytes") this.#queue(guest);
  }

  /** What came of the guest is dealt with; there may have been a whole request in it. */
  heard(guest: Guest, hasRequest: boolean): void {
    const { freedBy } = this.#policy;
    if (freedBy === "close" || (freedBy === "first request" && !hasRequest)) return;
    if (this.#inside.delete(guest)) this.#fill();
  }

  left(guest: Guest, wasReset: boolean): void {
    this.#resetsInARow = wasReset ? this.#resetsInARow + 1 : 0;
    if (this.#resetsInARow >= this.#policy.fatalResets) this.close();
    this.#waiting.delete(guest);
    this.#inside.delete(guest);
    this.#fill();
  }

  /** Admits no client any more. */
  close(): void {
    this.#isClosed = true;
    this.#waiting.clear();
  }

  #queue(guest: Guest): void {
    if (this.#isClosed) return;
    this.#waiting.add(guest);
    this.#fill();
    if (this.#policy.excess !== "is closed" || !this.#waiting.has(guest)) return;
    setTimeout(() => {
      if (this.#waiting.delete(guest)) guest.refuse();
    }, GRACE_MS);
  }

  #fill(): void {
    for (const guest of this.#waiting) {
      if (this.#inside.size >= this.#policy.places) return;
      this.#waiting.delete(guest);
      this.#inside.add(guest);
      guest.admit();
    }
  }
}
