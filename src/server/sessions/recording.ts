/** Whether new sessions are recorded: not while the server is busy, unless one is being viewed. Time is an argument. */

/** Above this request rate recording is suspended: it would compete for CPU. */
const BUSY_REQUESTS = 1_000;
/** Recording continues for this long after a session was viewed. */
const VIEWING_MS = 10_000;

export class RecordingControl {
  readonly #setBusy: (isBusy: boolean) => void;
  #last: { readonly at: number; readonly requests: number };
  #viewedAt = Number.NEGATIVE_INFINITY;

  /** @param now monotonic milliseconds, as in all that follows */
  constructor(setBusy: (isBusy: boolean) => void, now: number) {
    this.#setBusy = setBusy;
    this.#last = { at: now, requests: 0 };
  }

  /** A session was viewed: from now on new ones are recorded. */
  view(now: number): void {
    this.#viewedAt = now;
    this.#setBusy(false);
  }

  /** To be called once a second. @param requests since the start */
  tick(now: number, requests: number): void {
    const seconds = (now - this.#last.at) / 1000;
    if (seconds <= 0) return;
    const rate = (requests - this.#last.requests) / seconds;
    this.#last = { at: now, requests };
    this.#setBusy(rate > BUSY_REQUESTS && now - this.#viewedAt > VIEWING_MS);
  }
}
