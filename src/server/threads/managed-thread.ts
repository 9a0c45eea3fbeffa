/** A serving thread from its start to its death, and its restarts, with back-off while it fails at once. */

import { writeSync } from "node:fs";
import type { ConnectionRefused, SessionEvent } from "../events.ts";
import type { QueryResponse } from "../sessions/messages.ts";
import { ListenError } from "../sockets/listen.ts";
import type { FromThread, ThreadStart, ToThread } from "./messages.ts";
import { takeThread } from "./spare-thread.ts";
import { type Heartbeat, isHung, nextWatch, startWatch, type Watch } from "./watchdog.ts";

/** A thread that ran this long is replaced at once: its death is a new problem. */
const HEALTHY_MS = 10_000;
const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5_000;

/** Give up after six immediate failures in a row (about 3 s with back-off). */
const RESTART_LIMIT = 6;

/** How long a terminated thread may take to end; one inside a system call that does not return never does. */
const END_MS = 500;

/** What is written to an eventfd(2): one event, as eight bytes. */
const WAKE = new Uint8Array(new BigUint64Array([1n]).buffer);

/** A thread failed before it served, or all have reached the restart limit. */
export class ThreadError extends Error {}

export interface ThreadState {
  readonly thread: number;
  /** Whether it listens. */
  readonly isAlive: boolean;
  readonly restarts: number;
  /** Since its last heartbeat; to half a second. */
  readonly lastHeartbeatAgoMs: number;
}

/** Callbacks for a thread's lifecycle events. */
export interface ThreadEvents {
  emitted(event: SessionEvent | ConnectionRefused): void;
  responded(thread: number, response: QueryResponse): void;
  replaced(thread: number): void;
  died(thread: number, why: string): void;
  /** Whether a dead thread is to be replaced. */
  shouldReplace(): boolean;
  /** The first message to the thread. */
  startMessage(thread: number): ThreadStart;
}

export class ManagedThread {
  readonly #thread: number;
  readonly #events: ThreadEvents;
  readonly #heartbeat: Heartbeat;
  #watch: Watch;
  #worker: Worker | undefined;
  #eventfd: number | undefined;
  #listeners: readonly number[] = [];
  #why = "";
  #isServing = false;
  #bornAt = 0;
  /** Without effect once it listens. */
  #failStart: (error: Error) => void = () => {};
  #failures = 0;
  #restarts = 0;

  constructor(thread: number, heartbeat: Heartbeat, events: ThreadEvents) {
    this.#thread = thread;
    this.#events = events;
    this.#heartbeat = heartbeat;
    this.#watch = startWatch(this.#heartbeat.read());
  }

  get state(): ThreadState {
    return {
      thread: this.#thread,
      isAlive: this.#isServing,
      restarts: this.#restarts,
      lastHeartbeatAgoMs: Math.round(this.#watch.silentMs),
    };
  }

  /** Descriptors of its listening sockets: one array for its life. Empty while it does not listen. */
  get listeners(): readonly number[] {
    return this.#listeners;
  }

  get isGone(): boolean {
    return this.#worker === undefined;
  }

  /** It is dead, and failed at once each time that it was restarted. */
  get hasReachedRestartLimit(): boolean {
    return this.isGone && this.#failures >= RESTART_LIMIT;
  }

  /** Resolves when it listens. @throws {ListenError} @throws {ThreadError} */
  begin(): Promise<void> {
    const listening = Promise.withResolvers<void>();
    const start = this.#events.startMessage(this.#thread);
    const worker = takeThread();
    this.#worker = worker;
    this.#why = "the thread exited";
    this.#bornAt = performance.now();
    this.#watch = startWatch(this.#heartbeat.read()); // before its first heartbeat, which ends its start
    worker.postMessage(start);
    worker.addEventListener("message", ({ data }: MessageEvent<FromThread>) => {
      if (this.#worker !== worker) return; // it was given up and replaced
      if (data.kind === "listening") {
        this.#isServing = true;
        this.#eventfd = data.eventfd;
        this.#listeners = data.listeners;
        listening.resolve();
      } else if (data.kind === "finished") this.end();
      else if (data.kind === "listen-failed") {
        listening.reject(new ListenError(data.code, data.address, start.settings.port));
        this.end(`cannot listen: ${data.code}`);
      } else if (data.kind === "response") this.#events.responded(this.#thread, data);
      else this.#events.emitted(data);
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

  /** Reads its heartbeat, and ends the thread if it hangs. */
  check(passedMs: number): void {
    if (this.#worker === undefined) return;
    const wasHung = isHung(this.#watch);
    this.#watch = nextWatch(this.#watch, this.#heartbeat.read(), passedMs);
    if (wasHung || !isHung(this.#watch)) return;
    this.end(`the thread hung: no heartbeat for ${Math.floor(this.#watch.silentMs / 1000)} s`);
  }

  post(message: ToThread): void {
    this.#worker?.postMessage(message);
    this.#wake();
  }

  /** Ends it, whatever it does; `close` follows, and after END_MS it counts as dead even without. */
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

  /** epoll_wait does not return on postMessage() or terminate(): wake it through its eventfd. */
  #wake(): void {
    if (this.#eventfd !== undefined) writeSync(this.#eventfd, WAKE);
  }

  #die(): void {
    this.#worker = undefined;
    this.#eventfd = undefined;
    this.#listeners = [];
    this.#isServing = false;
    const wasHealthy = performance.now() - this.#bornAt >= HEALTHY_MS;
    this.#failures = wasHealthy ? 0 : this.#failures + 1;
    this.#events.died(this.#thread, this.#why);
    this.#failStart(new ThreadError(`thread ${this.#thread} failed before it listened: ${this.#why}`));
    const backoffMs = wasHealthy ? 0 : FIRST_BACKOFF_MS * 2 ** (this.#failures - 1);
    setTimeout(() => this.#replace(), Math.min(backoffMs, MAX_BACKOFF_MS)).unref();
  }

  #replace(): void {
    if (!this.#events.shouldReplace()) return;
    this.#restarts++;
    this.begin().then(
      () => this.#events.replaced(this.#thread),
      () => {}, // its death was reported, and another start follows
    );
  }
}

/** The runtime reports an error with the code around it; the line of the message begins with the error's name. */
function messageOf(report: string): string {
  return /^(?:\w*[eE]rror: )(.*)$/m.exec(report)?.[1] ?? report;
}
