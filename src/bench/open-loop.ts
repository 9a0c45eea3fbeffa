/** The open loop: requests are due at a constant rate, whatever the server does, and their waiting time counts. */
import type { Loop, Send, Window } from "./closed-loop.ts";
import type { Connection } from "./connection.ts";
import { ConnectionRing } from "./connection-ring.ts";
import type { Recorder } from "./recorder.ts";
import type { Schedule } from "./schedule.ts";
import type { Unanswered } from "./unanswered.ts";

/** The end of the measured time is exclusive: a request due exactly then does not belong to it. */
const END_MS = 1e-6;

/** A request sent more than this after its scheduled time is late. */
const LATE_MS = 1;

export class OpenLoop implements Loop {
  readonly #window: Window;
  readonly #schedule: Schedule;
  readonly #pipeline: number;
  readonly #send: Send;
  readonly #wake: () => void;
  readonly #recorder: Recorder;
  readonly #unanswered: Unanswered;
  readonly #free: ConnectionRing;
  /** Whether the last tick found no free connection and so set no timer for the next. */
  #isStarved = false;
  /** The number of the next request to send. */
  #next = 0;
  #isEnded = false;

  constructor(
    window: Window,
    schedule: Schedule,
    load: { readonly pipeline: number; readonly connections: number },
    actions: { readonly send: Send; readonly wake: () => void },
    recorder: Recorder,
    unanswered: Unanswered,
  ) {
    this.#window = window;
    this.#schedule = schedule;
    this.#pipeline = load.pipeline;
    this.#free = new ConnectionRing(load.connections);
    this.#send = actions.send;
    this.#wake = actions.wake;
    this.#recorder = recorder;
    this.#unanswered = unanswered;
  }

  readonly isExhausted = false;

  free(connection: Connection, now: number): void {
    if (this.#isEnded || connection.isQueued) return; // it was lost and dialled again while idle
    const wasStarved = this.#free.size === 0;
    connection.isQueued = true;
    this.#free.push(connection);
    this.#dispatch(now, wasStarved);
    if (!this.#isStarved || this.#free.size === 0) return;
    this.#isStarved = false;
    this.#wake();
  }

  tick(now: number): number {
    if (this.#isEnded) return Number.POSITIVE_INFINITY;
    this.#dispatch(now, false);
    // If no connection is free, the next reply triggers sending, not a timer.
    this.#isStarved = this.#free.size === 0;
    return this.#isStarved ? Number.POSITIVE_INFINITY : this.#schedule.dueAt(this.#next);
  }

  /** Spreads the due requests evenly over the free connections. */
  #dispatch(now: number, wasStarved: boolean): void {
    const due = this.#schedule.dueCount(Math.min(now, this.#window.measureTo - END_MS));
    while (this.#next < due) {
      const connections = this.#free.size;
      const connection = this.#free.shift();
      if (connection === undefined) return;
      connection.isQueued = false;
      const count = Math.min(this.#pipeline, Math.ceil((due - this.#next) / connections));
      const first = this.#next;
      this.#next += count;
      this.#countLate(first, count, now, wasStarved);
      connection.nextDue = first;
      this.#send(connection, count, now);
    }
  }

  #countLate(first: number, count: number, now: number, wasStarved: boolean): void {
    if (now - this.#schedule.dueAt(first) <= LATE_MS) return; // the first one waited longest
    for (let index = first; index < first + count; index++) {
      const dueAt = this.#schedule.dueAt(index);
      if (dueAt < this.#window.measureFrom || now - dueAt <= LATE_MS) continue;
      if (wasStarved) this.#recorder.lateByServer++;
      else this.#recorder.lateByGenerator++;
    }
  }

  replied(connection: Connection, lines: number, right: number, bytes: number, now: number): void {
    const recorder = this.#recorder;
    if (now >= this.#window.measureFrom && now < this.#window.measureTo) recorder.arrived += right;
    const first = connection.nextDue;
    connection.nextDue += lines;
    let measured = 0;
    for (let at = 0; at < right; at++) {
      const dueAt = this.#schedule.dueAt(first + at);
      if (dueAt < this.#window.measureFrom) continue;
      recorder.latency.add(now - dueAt, 1);
      measured++;
    }
    if (measured === 0) return;
    recorder.bytesReceived += bytes;
    recorder.replies += measured;
    recorder.timings++;
    recorder.uncorrected.add(now - connection.startedAt, measured);
  }

  lost(connection: Connection, now: number): void {
    const { outstanding } = connection.conversation;
    const end = connection.nextDue + outstanding;
    let first = connection.nextDue;
    while (first < end && this.#schedule.dueAt(first) < this.#window.measureFrom) first++;
    if (first === end) return;
    const dueAt = this.#schedule.dueAt(first);
    const { intervalMs } = this.#schedule;
    this.#unanswered.add({ count: end - first, dueAt, intervalMs, sentAt: connection.startedAt }, now);
  }

  /** No request was due on it: those that were due wait for another connection, or count as unsent. */
  notOpened(): void {}

  /** Requests that were due and never sent count with their wait so far, a lower bound of their latency. */
  end(now: number): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    for (let connection = this.#free.shift(); connection !== undefined; connection = this.#free.shift())
      connection.isQueued = false;
    const due = this.#schedule.dueCount(Math.min(now, this.#window.measureTo - END_MS));
    for (let index = this.#next; index < due; index++) {
      const dueAt = this.#schedule.dueAt(index);
      if (dueAt < this.#window.measureFrom) continue;
      this.#recorder.unsent++;
      this.#recorder.latency.add(now - dueAt, 1);
    }
  }
}
