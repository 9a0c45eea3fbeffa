/** One stage on one thread, from its first request to its last reply. */
import type { Loop, Window } from "./closed-loop.ts";
import type { Connection } from "./connection.ts";
import type { Equipment } from "./equipment.ts";
import { type ErrorKind, toHex } from "./errors.ts";
import type { Stage } from "./plan.ts";
import { type ServerEnd, ServerLife } from "./server-life.ts";
import { loopOf, windowOf } from "./stage-loop.ts";
import { Unanswered } from "./unanswered.ts";

/** A failed connection is retried after this. */
const REDIAL_MS = 100;

/** A connection that has been opening for less than this at the end of the stage is not counted as unanswered. */
const OPENING_MS = 100;
const HOPELESS_MS = 5000;
const REQUEST_BYTES = "TIME\r\n".length;

export class StageRun {
  readonly #with: Equipment;
  readonly #window: Window;
  readonly #loop: Loop;
  readonly #unanswered: Unanswered;
  #busy = 0;
  #isEnded = false;
  readonly #life: ServerLife;
  /** When the last batch was answered or given up. */
  lastSettledAt = 0;

  readonly startAt: number;

  /** @param wake called when a connection becomes free while requests are due */
  constructor(equipment: Equipment, load: Stage, startAt: number, wake: () => void) {
    this.#with = equipment;
    this.startAt = startAt;
    const { plan, thread, recorder } = equipment;
    this.#window = windowOf(load, startAt);
    this.#life = new ServerLife(startAt);
    this.#unanswered = new Unanswered(plan.timeoutMs, recorder, load.loop.kind);
    const send = (connection: Connection, count: number, now: number) => this.#send(connection, count, now);
    this.#loop = loopOf(load, {
      ...{ thread, plan, startAt, wake, recorder, send },
      window: this.#window,
      connections: equipment.connections.length,
      unanswered: this.#unanswered,
    });
  }

  get window(): Window {
    return this.#window;
  }

  /** Every planned request was sent, and each was answered or given up. */
  get isOver(): boolean {
    return this.#busy === 0 && (this.#isEnded || this.#loop.isExhausted);
  }

  /** A stage of a number of requests would never end if the server does not answer. */
  isHopeless(now: number): boolean {
    return this.#life.isAwayFor(Math.max(HOPELESS_MS, 2 * this.#with.plan.timeoutMs), now);
  }

  /** @param to the end of the measured time */
  serverEnd(to: number): ServerEnd {
    const isOpen = this.#with.connections.some(({ state }) => state === "open");
    return this.#life.end({ from: this.#window.measureFrom, to }, isOpen);
  }

  /** Gives every connection its first batch. */
  start(now: number): void {
    for (const connection of this.#with.connections) {
      if (connection.state === "open" || (this.#with.plan.churn && connection.state === "closed"))
        this.#loop.free(connection, now);
      else if (connection.state === "closed") this.#with.dialer.dial(connection);
    }
  }

  tick(now: number): number {
    return this.#loop.tick(now);
  }

  /** Sends no more requests, and waits for those in flight. */
  end(now: number): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#loop.end(now);
    for (const connection of this.#with.connections) {
      const { state, isBusy, dialedAt } = connection;
      if (state === "dialing" && !isBusy && now - dialedAt >= OPENING_MS)
        this.#loop.notOpened(connection, now);
    }
    this.#unanswered.end(now);
  }

  #send(connection: Connection, count: number, now: number): void {
    this.#busy++;
    if (connection.state === "closed") this.#with.dialer.dial(connection); // the batch is sent when it is open
    connection.startedAt = now;
    connection.isBusy = true;
    connection.unsentFrom = 0;
    connection.unsentTo = count * REQUEST_BYTES;
    connection.conversation.outstanding = count;
    connection.conversation.sentAt = now;
    if (connection.state === "open") this.#flush(connection);
  }

  #flush(connection: Connection): void {
    const taken = connection.flush(this.#with.requests);
    if (connection.startedAt >= this.#window.measureFrom) this.#with.recorder.bytesSent += taken;
  }

  opened(connection: Connection, now: number): void {
    this.#life.opened();
    if (this.#isOfMeasured(connection)) this.#with.recorder.connect.add(now - connection.dialedAt, 1);
    if (!connection.isBusy) {
      this.#loop.free(connection, now);
      return;
    }
    connection.conversation.sentAt = now;
    this.#flush(connection);
  }

  /** Without --churn, connections are made before the measured time, and all of them count. */
  #isOfMeasured(connection: Connection): boolean {
    return !this.#with.plan.churn || connection.startedAt >= this.#window.measureFrom;
  }

  writable(connection: Connection): void {
    if (connection.isBusy) this.#flush(connection);
  }

  received(connection: Connection, chunk: Buffer, now: number): void {
    const { checker, recorder, plan } = this.#with;
    if (connection.awaitsFirstByte) {
      connection.awaitsFirstByte = false;
      if (this.#isOfMeasured(connection)) recorder.firstByte.add(now - connection.conversation.sentAt, 1);
    }
    checker.receive(chunk, connection.conversation, now);
    if (!connection.isBusy) return;
    this.#loop.replied(connection, checker.lines, checker.right, chunk.length, now);
    if (checker.lines > 0) this.#life.lastReplyAt = now;
    if (connection.conversation.outstanding > 0) return;
    this.lastSettledAt = now;
    if (plan.churn) connection.drop("fin");
    this.#release(connection, now);
  }

  lost(connection: Connection, why: ErrorKind): void {
    const { conversation, index } = connection;
    const now = performance.now();
    const wasBusy = connection.isBusy;
    this.#life.lost(why, why === "no-reply" ? connection.startedAt : now);
    if (wasBusy) this.lastSettledAt = now;
    if (wasBusy) this.#loop.lost(connection, now);
    else if (!this.#isEnded && (why === "not-connected" || why === "no-free-port"))
      this.#loop.notOpened(connection, now);
    if (wasBusy || why === "not-connected" || why === "no-free-port") {
      const hex = toHex(conversation.held, 0, conversation.heldLength);
      const example = { hex, connection: index, at: Date.now() };
      this.#with.recorder.errors.add(why, Math.max(1, conversation.outstanding), example);
    }
    if (wasBusy) {
      connection.isBusy = false;
      this.#busy--;
    }
    if (this.#isEnded) return;
    if (why === "closed" || why === "reset") this.#redial(connection);
    else setTimeout(() => this.#redial(connection), REDIAL_MS);
  }

  /** Dials a lost connection again. */
  #redial(connection: Connection): void {
    if (this.#isEnded || connection.state !== "closed" || connection.isBusy) return;
    if (this.#with.plan.churn) this.#loop.free(connection, performance.now());
    else this.#with.dialer.dial(connection);
  }

  #release(connection: Connection, now: number): void {
    connection.isBusy = false;
    this.#busy--;
    this.#loop.free(connection, now);
  }

  /** Gives up batches that were not answered within --timeout, with their connections. */
  sweep(now: number): void {
    const { connections, dialer, plan } = this.#with;
    this.#unanswered.expire(now);
    dialer.sweep(connections, plan.timeoutMs, now);
    for (const connection of connections) {
      if (!connection.isBusy || now - connection.startedAt < plan.timeoutMs) continue;
      connection.drop("reset");
      this.lost(connection, "no-reply");
    }
  }
}
