/** The open loop: requests fall due at a constant rate, whatever the server does; one that waits has waited. */
import type { Loop, Send, Window } from "./closed-loop.ts";
import type { Connection } from "./connection.ts";
import { ConnectionRing } from "./connection-ring.ts";
import type { Recorder } from "./recorder.ts";
import type { Schedule } from "./schedule.ts";

/** The measured time ends before its last moment, by a nanosecond: what falls due right then is no part of it. */
const END_MS = 1e-6;

/** A request that goes out later than this after it was due is late. */
const LATE_MS = 1;

export class OpenLoop implements Loop {
  readonly #window: Window;
  readonly #schedule: Schedule;
  readonly #pipeline: number;
  readonly #send: Send;
  readonly #wake: () => void;
  readonly #recorder: Recorder;
  readonly #free: ConnectionRing;
  /** Whether the last tick found no free connection, so that there will be no next one by itself. */
  #isStarved = false;
  /** The number of the next request to send. */
  #next = 0;
  #isEnded = false;

  constructor(
    window: Window,
    schedule: Schedule,
    load: { readonly pipeline: number; readonly lanes: number },
    acts: { readonly send: Send; readonly wake: () => void },
    recorder: Recorder,
  ) {
    this.#window = window;
    this.#schedule = schedule;
    this.#pipeline = load.pipeline;
    this.#free = new ConnectionRing(load.lanes);
    this.#send = acts.send;
    this.#wake = acts.wake;
    this.#recorder = recorder;
  }

  readonly isExhausted = false;

  free(lane: Connection, now: number): void {
    if (this.#isEnded || lane.isQueued) return; // lost and dialled again while it had nothing to do
    const wasStarved = this.#free.size === 0;
    lane.isQueued = true;
    this.#free.push(lane);
    this.#dispatch(now, wasStarved);
    if (!this.#isStarved || this.#free.size === 0) return;
    this.#isStarved = false;
    this.#wake();
  }

  tick(now: number): number {
    if (this.#isEnded) return Number.POSITIVE_INFINITY;
    this.#dispatch(now, false);
    // Where no connection is free, a reply brings the next chance, and no timer does.
    this.#isStarved = this.#free.size === 0;
    return this.#isStarved ? Number.POSITIVE_INFINITY : this.#schedule.dueAt(this.#next);
  }

  /** Spreads what is due evenly over the free connections. */
  #dispatch(now: number, wasStarved: boolean): void {
    const due = this.#schedule.dueCount(Math.min(now, this.#window.measureTo - END_MS));
    while (this.#next < due) {
      const lanes = this.#free.size;
      const lane = this.#free.shift();
      if (lane === undefined) return;
      lane.isQueued = false;
      const count = Math.min(this.#pipeline, Math.ceil((due - this.#next) / lanes));
      const first = this.#next;
      this.#next += count;
      this.#countLate(first, count, now, wasStarved);
      lane.nextDue = first;
      this.#send(lane, count, now);
    }
  }

  #countLate(first: number, count: number, now: number, wasStarved: boolean): void {
    if (now - this.#schedule.dueAt(first) <= LATE_MS) return; // the first of them waited longest
    for (let index = first; index < first + count; index++) {
      const dueAt = this.#schedule.dueAt(index);
      if (dueAt < this.#window.measureFrom || now - dueAt <= LATE_MS) continue;
      if (wasStarved) this.#recorder.lateByServer++;
      else this.#recorder.lateByGenerator++;
    }
  }

  replied(lane: Connection, lines: number, right: number, bytes: number, now: number): void {
    const recorder = this.#recorder;
    const first = lane.nextDue;
    lane.nextDue += lines;
    let measured = 0;
    for (let at = 0; at < right; at++) {
      const dueAt = this.#schedule.dueAt(first + at);
      if (dueAt < this.#window.measureFrom) continue;
      recorder.latency.add(now - dueAt, 1);
      measured++;
    }
    if (measured === 0) return;
    recorder.bytesIn += bytes;
    recorder.replies += measured;
    recorder.timings++;
    recorder.uncorrected.add(now - lane.startedAt, measured);
  }

  /** What was due and never sent enters the latency with the wait that it had so far: that long at least. */
  end(now: number): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    for (let lane = this.#free.shift(); lane !== undefined; lane = this.#free.shift()) lane.isQueued = false;
    const due = this.#schedule.dueCount(Math.min(now, this.#window.measureTo - END_MS));
    for (let index = this.#next; index < due; index++) {
      const dueAt = this.#schedule.dueAt(index);
      if (dueAt < this.#window.measureFrom) continue;
      this.#recorder.unsent++;
      this.#recorder.latency.add(now - dueAt, 1);
    }
  }
}
