/** A serving thread's life: it starts, dies of something, and is replaced: later each time when it dies at once again. */

import { writeSync } from "node:fs";
import type { SessionEvent } from "../events.ts";
import type { QueryResponse } from "../sessions/messages.ts";
import { ListenError } from "../sockets/listen.ts";
import type { Heartbeat } from "./heartbeat.ts";
import type { FromThread, ThreadStart, ToThread } from "./messages.ts";
import { takeThread } from "./spare-thread.ts";
import { isHung, nextWatch, startWatch, type Watch } from "./watchdog.ts";

/** A thread that lived this long died of something new: it is replaced at once. */
const HEALTHY_MS = 10_000;
const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5_000;

/** Deaths at once in a row after which nothing is expected of a thread: with the backing-off, over 3 s. */
const HOPELESS_FAILURES = 6;

/** What a thread gets to end when it is told to; one within a call of the system that does not return cannot. */
const END_MS = 500;

/** What eventfd(2) takes: one event, as eight bytes. */
const WAKE = new Uint8Array(new BigUint64Array([1n]).buffer);

/** A thread could not even begin to serve, or none can. */
export class ThreadError extends Error {}

export interface ThreadState {
  readonly thread: number;
  /** Whether it serves. */
  readonly isAlive: boolean;
  readonly restarts: number;
  /** Since it was last seen to get on; to half a second. */
  readonly lastHeartbeatAgoMs: number;
}

/** Whom a thread's life is told. */
export interface ThreadEvents {
  told(event: SessionEvent): void;
  answered(thread: number, told: QueryResponse): void;
  replaced(thread: number): void;
  died(thread: number, why: string): void;
  /** Whether a dead one is wanted again. */
  wants(): boolean;
  /** The first message to it. */
  start(thread: number): ThreadStart;
}

export class ManagedThread {
  readonly #thread: number;
  readonly #kin: ThreadEvents;
  readonly #heartbeat: Heartbeat;
  #pulse: Watch;
  #worker: Worker | undefined;
  #waker: number | undefined;
  #why = "";
  #isServing = false;
  #bornAt = 0;
  /** Without effect once it listens. */
  #failStart: (error: Error) => void = () => {};
  #failures = 0;
  #restarts = 0;

  constructor(thread: number, heartbeat: Heartbeat, kin: ThreadEvents) {
    this.#thread = thread;
    this.#kin = kin;
    this.#heartbeat = heartbeat;
    this.#pulse = startWatch(this.#heartbeat.read());
  }

  get state(): ThreadState {
    return {
      thread: this.#thread,
      isAlive: this.#isServing,
      restarts: this.#restarts,
      lastHeartbeatAgoMs: Math.round(this.#pulse.silentMs),
    };
  }

  get isGone(): boolean {
    return this.#worker === undefined;
  }

  /** It is dead, and died at once each time that it was replaced. */
  get isHopeless(): boolean {
    return this.isGone && this.#failures >= HOPELESS_FAILURES;
  }

  /** Resolves when it listens. @throws {ListenError} @throws {ThreadError} */
  begin(): Promise<void> {
    const listening = Promise.withResolvers<void>();
    const start = this.#kin.start(this.#thread);
    const worker = takeThread();
    this.#worker = worker;
    this.#why = "it ended";
    this.#bornAt = performance.now();
    this.#pulse = startWatch(this.#heartbeat.read()); // before it can beat: its first one ends its start
    worker.postMessage(start);
    worker.addEventListener("message", ({ data }: MessageEvent<FromThread>) => {
      if (this.#worker !== worker) return; // it was given up, and another one serves in its place
      if (data.kind === "listening") {
        this.#isServing = true;
        this.#waker = data.waker;
        listening.resolve();
      } else if (data.kind === "left") this.end();
      else if (data.kind === "listen-failed") {
        listening.reject(new ListenError(data.code, data.address, start.settings.port));
        this.end(`cannot listen: ${data.code}`);
      } else if (data.kind === "told") this.#kin.answered(this.#thread, data);
      else this.#kin.told(data);
    });
    worker.addEventListener("error", ({ message }) => {
      if (this.#worker === worker) this.#why = messageOf(message);
    });
    worker.addEventListener("close", () => {
      if (this.#worker === worker) this.#die(); // else it was given up before
    });
    this.#failStart = listening.reject;
    return listening.promise;
  }

  /** Looks at its pulse, and ends it when it hangs. */
  look(passedMs: number): void {
    if (this.#worker === undefined) return;
    const wasHung = isHung(this.#pulse);
    this.#pulse = nextWatch(this.#pulse, this.#heartbeat.read(), passedMs);
    if (wasHung || !isHung(this.#pulse)) return;
    this.end(`it hung: no heartbeat for ${Math.floor(this.#pulse.silentMs / 1000)} s`);
  }

  post(message: ToThread): void {
    this.#worker?.postMessage(message);
    this.#wake();
  }

  /** Ends it, whatever it does; `close` follows, and where that does not come it counts as dead all the same. */
  end(why?: string): void {
    const worker = this.#worker;
    if (worker === undefined) return;
    if (why !== undefined) this.#why = why;
    worker.terminate();
    this.#wake();
    setTimeout(() => {
      if (this.#worker === worker) this.#die();
    }, END_MS).unref();
  }

  /** Its own wait for sockets does not end by a message, or by being told to end. */
  #wake(): void {
    if (this.#waker !== undefined) writeSync(this.#waker, WAKE);
  }

  #die(): void {
    this.#worker = undefined;
    this.#waker = undefined;
    this.#isServing = false;
    const wasHealthy = performance.now() - this.#bornAt >= HEALTHY_MS;
    this.#failures = wasHealthy ? 0 : this.#failures + 1;
    this.#kin.died(this.#thread, this.#why);
    this.#failStart(new ThreadError(`thread ${this.#thread} died before it listened: ${this.#why}`));
    const backoffMs = wasHealthy ? 0 : FIRST_BACKOFF_MS * 2 ** (this.#failures - 1);
    setTimeout(() => this.#replace(), Math.min(backoffMs, MAX_BACKOFF_MS)).unref();
  }

  #replace(): void {
    if (!this.#kin.wants()) return;
    this.#restarts++;
    this.begin().then(
      () => this.#kin.replaced(this.#thread),
      () => {}, // its death is told of, and it is tried again
    );
  }
}

/** The runtime gives the error with the code around it; the line that says it begins with its name. */
function messageOf(report: string): string {
  return /^(?:\w*[eE]rror: )(.*)$/m.exec(report)?.[1] ?? report;
}
