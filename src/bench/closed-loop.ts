/** The closed loop: a connection sends its next batch as soon as the last one is answered. */
import type { Connection } from "./connection.ts";
import type { Recorder } from "./recorder.ts";
import type { Unanswered } from "./unanswered.ts";

/** Sends a batch of requests on a connection. */
export type Send = (connection: Connection, count: number, now: number) => void;

/** When requests are sent, and from when their latency counts. Moments are monotonic, in milliseconds. */
export interface Loop {
  /** The connection is idle: sends its next batch, or lets it wait. */
  free(connection: Connection, now: number): void;
  /** Sends what is due. @returns when the next request is due, or infinity */
  tick(now: number): number;
  /** `lines` replies arrived for the connection's batch, `right` of them without an error. */
  replied(connection: Connection, lines: number, right: number, bytes: number, now: number): void;
  /** The connection's batch is given up: what is outstanding of it gets no answer. */
  lost(connection: Connection, now: number): void;
  /** A connection without a batch could not be made. */
  notOpened(connection: Connection, now: number): void;
  /** Sends no more requests; gives up those that were due and not sent. */
  end(now: number): void;
  /** Whether every planned request was sent. */
  readonly isExhausted: boolean;
}

export interface Window {
  /** Requests sent earlier are checked but not measured. */
  readonly measureFrom: number;
  /** No request is sent from here on. */
  readonly measureTo: number;
}

export class ClosedLoop implements Loop {
  readonly #window: Window;
  readonly #pipeline: number;
  readonly #send: Send;
  readonly #recorder: Recorder;
  readonly #unanswered: Unanswered;
  #left: number;
  #isEnded = false;

  /** @param requests how many to send in the measured time; infinity if the time is the limit */
  constructor(
    window: Window,
    pipeline: number,
    requests: number,
    send: Send,
    recorder: Recorder,
    unanswered: Unanswered,
  ) {
    this.#window = window;
    this.#pipeline = pipeline;
    this.#left = requests;
    this.#send = send;
    this.#recorder = recorder;
    this.#unanswered = unanswered;
  }

  get isExhausted(): boolean {
    return this.#left === 0;
  }

  free(connection: Connection, now: number): void {
    if (this.#isEnded || now >= this.#window.measureTo) return;
    const count = Math.min(this.#pipeline, this.#left);
    if (count === 0) return;
    if (now >= this.#window.measureFrom) this.#left -= count;
    this.#send(connection, count, now);
  }

  tick(): number {
    return Number.POSITIVE_INFINITY;
  }

  replied(connection: Connection, _lines: number, right: number, bytes: number, now: number): void {
    if (connection.startedAt < this.#window.measureFrom) return;
    const recorder = this.#recorder;
    recorder.bytesReceived += bytes;
    if (right === 0) return;
    recorder.replies += right;
    recorder.timings++;
    recorder.latency.add(now - connection.startedAt, right);
  }

  lost(connection: Connection, now: number): void {
    this.#giveUp(connection.conversation.outstanding, connection.startedAt, now);
  }

  /** Each connection is a client that wants the time: it waits for its connection. */
  notOpened(connection: Connection, now: number): void {
    this.#giveUp(1, connection.dialedAt, now);
  }

  /** Of a wait that began in the warm-up, the part in the measured time counts. */
  #giveUp(count: number, since: number, now: number): void {
    const { measureFrom } = this.#window;
    if (now <= measureFrom) return;
    const from = Math.max(since, measureFrom);
    this.#unanswered.add({ count, dueAt: from, intervalMs: 0, sentAt: from }, now);
  }

  end(): void {
    this.#isEnded = true;
  }
}
