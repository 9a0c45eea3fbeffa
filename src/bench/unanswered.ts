/** Requests that get no answer: each counts with its wait until its time-out, or until the end of the stage. */
import type { Recorder } from "./recorder.ts";

/** Requests of one batch, all without an answer. Moments are monotonic, in milliseconds. */
export interface Lost {
  readonly count: number;
  /** From when the latency of the first one counts; of each next one `intervalMs` later. */
  readonly dueAt: number;
  readonly intervalMs: number;
  readonly sentAt: number;
}

/** More are not kept: the oldest then count with their wait so far, which is less than they will have waited. */
const MOST_WAITING = 10_000;

export class Unanswered {
  readonly #timeoutMs: number;
  readonly #recorder: Recorder;
  readonly #loop: "closed" | "open";
  /** In the order in which they were lost. */
  #waiting: Lost[] = [];
  #isEnded = false;

  /** @param loop in an open loop the wait from the send is recorded too */
  constructor(timeoutMs: number, recorder: Recorder, loop: "closed" | "open") {
    this.#timeoutMs = timeoutMs;
    this.#recorder = recorder;
    this.#loop = loop;
  }

  /**
   * A server that closes or refuses a connection at once does not shorten its client's wait, because the client still
   * has no answer: the wait goes on until the time-out, as with a silent server.
   */
  add(lost: Lost, now: number): void {
    if (this.#isEnded || now - lost.sentAt >= this.#timeoutMs) {
      this.#count(lost, now);
      return;
    }
    this.#waiting.push(lost);
    if (this.#waiting.length < MOST_WAITING) return;
    for (const oldest of this.#waiting.splice(0, MOST_WAITING / 2)) this.#count(oldest, now);
  }

  /** Counts those that have waited for the whole time-out. */
  expire(now: number): void {
    if (this.#waiting.length === 0) return;
    const isOver = ({ sentAt }: Lost) => now - sentAt >= this.#timeoutMs;
    for (const lost of this.#waiting.filter(isOver)) this.#count(lost, lost.sentAt + this.#timeoutMs);
    this.#waiting = this.#waiting.filter((lost) => !isOver(lost));
  }

  /** No more requests are sent: these have waited until `now`, and later ones count when they are given up. */
  end(now: number): void {
    this.expire(now);
    this.#isEnded = true;
    for (const lost of this.#waiting.splice(0)) this.#count(lost, now);
  }

  #count({ count, dueAt, intervalMs, sentAt }: Lost, until: number): void {
    const recorder = this.#recorder;
    recorder.unanswered += count;
    recorder.timings++;
    for (let at = 0; at < count; at++) recorder.latency.add(until - dueAt - at * intervalMs, 1);
    if (this.#loop === "open") recorder.uncorrected.add(until - sentAt, count);
  }
}
