/** One stage on one thread, from its first request to its last reply. Knows sockets only through lanes. */
import type { Checker } from "./checker.ts";
import { ClosedLoop, type Loop, type Window } from "./closed-loop.ts";
import type { Connection } from "./connection.ts";
import type { Dialer } from "./dialer.ts";
import { type FaultKind, toHex } from "./faults.ts";
import { OpenLoop } from "./open-loop.ts";
import type { Plan, Stage } from "./plan.ts";
import type { Recorder } from "./recorder.ts";
import { Schedule } from "./schedule.ts";
import { shareOf } from "./share.ts";

const NOTHING = new Uint8Array(0);
/** A connection that did not come about is tried again after this. */
const REDIAL_MS = 100;

/** What a stage works with, the same for all stages of a thread. */
export interface Equipment {
  readonly thread: number;
  readonly plan: Plan;
  readonly lanes: readonly Connection[];
  readonly dialer: Dialer;
  readonly checker: Checker;
  readonly recorder: Recorder;
  /** As many requests as a batch has at most. */
  readonly requests: Uint8Array;
}

const REQUEST_BYTES = "TIME\r\n".length;

export class StageRun {
  readonly #with: Equipment;
  readonly #window: Window;
  readonly #pace: Loop;
  #busy = 0;
  #isEnded = false;
  /** When the last reply came. */
  lastReplyAt = 0;

  readonly startAt: number;

  /** @param wake told when a connection is free again while requests were due */
  constructor(equipment: Equipment, load: Stage, startAt: number, wake: () => void) {
    this.#with = equipment;
    this.startAt = startAt;
    const { plan, thread, recorder, lanes } = equipment;
    const measureFrom = startAt + load.warmupMs;
    const { extent, pace } = load;
    const isByCount = extent.kind === "requests";
    const openMs = isByCount && pace.kind === "open" ? (extent.count / pace.rate) * 1000 : undefined;
    const lengthMs = isByCount ? (openMs ?? Number.POSITIVE_INFINITY) : extent.ms;
    this.#window = { measureFrom, measureTo: measureFrom + lengthMs };
    const send = (lane: Connection, count: number, now: number) => this.#send(lane, count, now);
    const requests = isByCount ? shareOf(extent.count, thread, plan.threads) : Number.POSITIVE_INFINITY;
    if (pace.kind === "closed") {
      this.#pace = new ClosedLoop(this.#window, plan.pipeline, requests, send, recorder);
    } else {
      // The threads take turns, so that all of them together keep the rate's distance.
      const schedule = new Schedule(startAt + (thread * 1000) / pace.rate, pace.rate / plan.threads);
      const size = { pipeline: plan.pipeline, lanes: lanes.length };
      this.#pace = new OpenLoop(this.#window, schedule, size, { send, wake }, recorder);
    }
  }

  get window(): Window {
    return this.#window;
  }

  /** Every request has gone out that was to, and every one of them is answered or given up. */
  get isOver(): boolean {
    return this.#busy === 0 && (this.#isEnded || this.#pace.isExhausted);
  }

  /** Gives every connection its first batch. */
  start(now: number): void {
    for (const lane of this.#with.lanes) {
      if (lane.state === "open" || (this.#with.plan.churn && lane.state === "closed"))
        this.#pace.free(lane, now);
      else if (lane.state === "closed") this.#with.dialer.dial(lane);
    }
  }

  tick(now: number): number {
    return this.#pace.tick(now);
  }

  /** Sends no more; what is under way is still waited for. */
  end(now: number): void {
    this.#isEnded = true;
    this.#pace.end(now);
  }

  #send(lane: Connection, count: number, now: number): void {
    this.#busy++;
    if (lane.state === "closed") this.#with.dialer.dial(lane); // sent when it is open
    lane.startedAt = now;
    lane.isBusy = true;
    lane.unsentFrom = 0;
    lane.unsentTo = count * REQUEST_BYTES;
    lane.conversation.outstanding = count;
    lane.conversation.sentAt = now;
    if (lane.state === "open") this.#flush(lane);
  }

  #flush(lane: Connection): void {
    const taken = lane.flush(this.#with.requests);
    if (lane.startedAt >= this.#window.measureFrom) this.#with.recorder.bytesOut += taken;
  }

  opened(lane: Connection, now: number): void {
    if (this.#isOfMeasured(lane)) this.#with.recorder.connect.add(now - lane.dialedAt, 1);
    if (!lane.isBusy) {
      this.#pace.free(lane, now);
      return;
    }
    lane.conversation.sentAt = now;
    this.#flush(lane);
  }

  /** Connections that are kept were made before the measured time: all of them count. */
  #isOfMeasured(lane: Connection): boolean {
    return !this.#with.plan.churn || lane.startedAt >= this.#window.measureFrom;
  }

  writable(lane: Connection): void {
    if (lane.isBusy) this.#flush(lane);
  }

  received(lane: Connection, chunk: Buffer, now: number): void {
    const { checker, recorder, plan } = this.#with;
    if (lane.awaitsFirstByte) {
      lane.awaitsFirstByte = false;
      if (this.#isOfMeasured(lane)) recorder.firstByte.add(now - lane.conversation.sentAt, 1);
    }
    checker.receive(chunk, lane.conversation, now);
    if (!lane.isBusy) return;
    this.#pace.replied(lane, checker.lines, checker.right, chunk.length, now);
    if (lane.conversation.outstanding > 0) return;
    this.lastReplyAt = now;
    if (plan.churn) lane.drop("fin");
    this.#rest(lane, now);
  }

  lost(lane: Connection, why: FaultKind): void {
    const { conversation, index } = lane;
    const wasBusy = lane.isBusy;
    if (wasBusy || why === "not-connected" || why === "no-free-port") {
      const hex = toHex(
        conversation.heldLength > 0 ? conversation.held : NOTHING,
        0,
        conversation.heldLength,
      );
      const example = { hex, connection: index, at: Date.now() };
      this.#with.recorder.faults.add(why, Math.max(1, conversation.outstanding), example);
    }
    if (wasBusy) {
      lane.isBusy = false;
      this.#busy--;
    }
    if (this.#isEnded) return;
    if (why === "closed" || why === "reset") this.#renew(lane);
    else setTimeout(() => this.#renew(lane), REDIAL_MS);
  }

  /** Brings a lost lane back to work. */
  #renew(lane: Connection): void {
    if (this.#isEnded || lane.state !== "closed" || lane.isBusy) return;
    if (this.#with.plan.churn) this.#pace.free(lane, performance.now());
    else this.#with.dialer.dial(lane);
  }

  #rest(lane: Connection, now: number): void {
    lane.isBusy = false;
    this.#busy--;
    this.#pace.free(lane, now);
  }

  /** Gives up batches that were not answered in time, with their connections. */
  sweep(now: number): void {
    for (const lane of this.#with.lanes) {
      if (!lane.isBusy || now - lane.startedAt < this.#with.plan.timeoutMs) continue;
      lane.drop("reset");
      this.lost(lane, lane.conversation.outstanding > 0 ? "no-reply" : "not-connected");
    }
  }
}
