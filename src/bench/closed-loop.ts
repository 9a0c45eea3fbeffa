/** The closed loop: a connection asks again as soon as it was answered. */
import type { Connection } from "./connection.ts";
import type { Recorder } from "./recorder.ts";

/** What a pace may do to a lane: send it a batch. */
export type Send = (lane: Connection, count: number, now: number) => void;

/** When requests go out, and which latency their replies have. Moments are monotonic, in milliseconds. */
export interface Loop {
  /** Gives the lane, which has nothing under way, its next batch, or lets it wait. */
  free(lane: Connection, now: number): void;
  /** Sends what has fallen due. @returns when there will be more, or infinity */
  tick(now: number): number;
  /** `lines` replies came for the lane's batch, `right` of them without fault. */
  replied(lane: Connection, lines: number, right: number, bytes: number, now: number): void;
  /** No request goes out from now on; gives up what was due and not sent. */
  end(now: number): void;
  /** Whether all that were to be sent have been. */
  readonly isExhausted: boolean;
}

export interface Window {
  /** Requests sent before are answered and checked, but not measured. */
  readonly measureFrom: number;
  /** No request goes out from here on. */
  readonly measureTo: number;
}

export class ClosedLoop implements Loop {
  readonly #window: Window;
  readonly #pipeline: number;
  readonly #send: Send;
  readonly #recorder: Recorder;
  #left: number;
  #isEnded = false;

  /** @param requests how many are to be sent in the measured time; infinity where time is the bound */
  constructor(window: Window, pipeline: number, requests: number, send: Send, recorder: Recorder) {
    this.#window = window;
    this.#pipeline = pipeline;
    this.#left = requests;
    this.#send = send;
    this.#recorder = recorder;
  }

  get isExhausted(): boolean {
    return this.#left === 0;
  }

  free(lane: Connection, now: number): void {
    if (this.#isEnded || now >= this.#window.measureTo) return;
    const count = Math.min(this.#pipeline, this.#left);
    if (count === 0) return;
    if (now >= this.#window.measureFrom) this.#left -= count;
    this.#send(lane, count, now);
  }

  tick(): number {
    return Number.POSITIVE_INFINITY;
  }

  replied(lane: Connection, _lines: number, right: number, bytes: number, now: number): void {
    if (lane.startedAt < this.#window.measureFrom) return;
    const recorder = this.#recorder;
    recorder.bytesIn += bytes;
    if (right === 0) return;
    recorder.replies += right;
    recorder.timings++;
    recorder.latency.add(now - lane.startedAt, right);
  }

  end(): void {
    this.#isEnded = true;
  }
}
