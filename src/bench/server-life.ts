/** Whether the server still answered at the end of a stage, as one thread saw it. Moments are arguments. */
import type { ErrorKind } from "./errors.ts";

/** How a stage found the server at its end; `afterMs` counts from the begin of the measured time. */
export type ServerEnd =
  | { readonly kind: "alive" }
  /** Its connections ended, and no new one could be made. */
  | { readonly kind: "gone"; readonly afterMs: number }
  /** No reply came any more, although requests were sent. */
  | { readonly kind: "silent"; readonly afterMs: number };

/** A shorter silence at the end may be one slow reply. */
const SILENT_MS = 1000;
/** The same for fewer batches without a reply. */
const SILENT_BATCHES = 3;

export class ServerLife {
  /** Of any reply, also a wrong one. */
  lastReplyAt: number;
  /** The first loss since the last reply, and how many there were. */
  #lostSince = Number.NEGATIVE_INFINITY;
  #losses = 0;
  #isRefused = false;

  constructor(startAt: number) {
    this.lastReplyAt = startAt;
  }

  opened(): void {
    this.#isRefused = false;
  }

  /** @param since from when the server must have been away: for a time-out, when the request was sent */
  lost(why: ErrorKind, since: number): void {
    if (this.#losses === 0 || this.lastReplyAt > this.#lostSince) {
      this.#lostSince = Math.max(since, this.lastReplyAt);
      this.#losses = 0;
    }
    this.#losses++;
    if (why === "not-connected") this.#isRefused = true;
  }

  /** Requests are lost, and there was no reply for this long. */
  isAwayFor(ms: number, now: number): boolean {
    return this.#isAway && now - this.lastReplyAt >= ms;
  }

  /** @param open whether any connection is open at the end */
  end(window: { readonly from: number; readonly to: number }, open: boolean): ServerEnd {
    if (!this.#isAway) return { kind: "alive" };
    if (this.#isRefused && !open)
      return { kind: "gone", afterMs: Math.max(0, this.#lostSince - window.from) };
    const since = Math.max(this.lastReplyAt, window.from);
    return window.to - since >= SILENT_MS && this.#losses >= SILENT_BATCHES
      ? { kind: "silent", afterMs: since - window.from }
      : { kind: "alive" };
  }

  get #isAway(): boolean {
    return this.#losses > 0 && this.#lostSince >= this.lastReplyAt;
  }
}

/** As all threads saw it: a server that one of them still reached is alive. */
export function mergeEnds(ends: readonly ServerEnd[]): ServerEnd {
  let merged: ServerEnd = { kind: "alive" };
  for (const end of ends) {
    if (end.kind === "alive") return end;
    const afterMs = Math.max(end.afterMs, merged.kind === "alive" ? 0 : merged.afterMs);
    merged = { kind: merged.kind === "gone" ? "gone" : end.kind, afterMs };
  }
  return merged;
}
