/** What a case has at hand: connections to the server, and the vocabulary of judging. */

import { escapeBytes } from "../../text/escape.ts";
import { type FaultId, fail, type Outcome, type Parameters } from "../case.ts";
import { type Address, Connection, type NoConnection } from "./connection.ts";
import { countAllReplies, countReplies, isNothingElse, type NormalReply } from "./replies.ts";
import type { Trace } from "./trace.ts";

/** Milliseconds for an accept, a reply or a close. */
const REPLY_MS = 2_000;
/** Milliseconds without a byte that count as silence. */
const SILENCE_MS = 700;
const CROWD_PAUSE_MS = 4;

/** Ends a case as failed, from wherever in it. */
export class CaseFailed extends Error {
  readonly outcome: Outcome;

  constructor(fault: FaultId, parameters: Parameters = {}) {
    super(fault);
    this.outcome = fail(fault, parameters);
  }
}

export interface Surroundings {
  readonly address: Address;
  /** Time limits are so many times as long. */
  readonly patience: number;
  /** Learned by the first connection; undefined before. */
  readonly normal: NormalReply | undefined;
  /** CPU seconds that the server's processes have used; undefined when they are not known. */
  readonly cpuSeconds: (() => number | undefined) | undefined;
}

export class Probe {
  readonly replyMs: number;
  readonly silenceMs: number;
  readonly surroundings: Surroundings;
  readonly #exchange: Trace;
  readonly #open = new Set<Connection>();

  constructor(surroundings: Surroundings, exchange: Trace) {
    this.surroundings = surroundings;
    this.#exchange = exchange;
    this.replyMs = REPLY_MS * surroundings.patience;
    this.silenceMs = SILENCE_MS * surroundings.patience;
  }

  async tryOpen(): Promise<Connection | NoConnection> {
    const peer = await Connection.open(this.surroundings.address, this.#exchange, this.replyMs);
    if (typeof peer !== "string") this.#open.add(peer);
    return peer;
  }

  /** @throws {CaseFailed} where the server does not accept */
  async open(): Promise<Connection> {
    const peer = await this.tryOpen();
    if (typeof peer === "string") throw new CaseFailed(peer);
    return peer;
  }

  async openCrowd(size: number): Promise<readonly Connection[]> {
    const crowd: Connection[] = [];
    for (let index = 0; index < size; index++) {
      crowd.push(await this.open());
      await this.breathe();
    }
    return crowd;
  }

  /** The pause between connections of a crowd: with a backlog of 1 a SYN too early is dropped, and sent again in 1 s. */
  breathe(): Promise<void> {
    return Bun.sleep(CROWD_PAUSE_MS);
  }

  close(peer: Connection): void {
    peer.close();
    this.#open.delete(peer);
  }

  closeAll(): void {
    for (const peer of this.#open) this.close(peer);
  }

  /** A connection on which the bytes were sent. */
  async sent(bytes: string | Uint8Array): Promise<Connection> {
    const peer = await this.open();
    await peer.send(bytes);
    return peer;
  }

  /** Complete time-like replies so far. */
  count(peer: Connection): number {
    return countReplies(peer.text, this.surroundings.normal);
  }

  /** The same with a last line that is not ended. */
  countAll(peer: Connection): number {
    return countAllReplies(peer.text, this.surroundings.normal);
  }

  /** All that came, to be shown. */
  shown(peer: Connection): string {
    return escapeBytes(peer.text);
  }

  /** Waits for so many time-like replies in all. @throws {CaseFailed} */
  async expectReplies(peer: Connection, expected: number): Promise<void> {
    if (await peer.until(() => this.count(peer) >= expected, this.replyMs)) return;
    this.#requireReplies(peer, expected);
  }

  #requireReplies(peer: Connection, expected: number): void {
    const got = this.countAll(peer);
    if (got >= expected) return;
    if (got > 0) throw new CaseFailed("too-few", { expected, got });
    if (peer.text !== "") throw new CaseFailed("no-time", { text: this.shown(peer) });
    if (peer.ending !== undefined)
      throw new CaseFailed(peer.ending === "reset" ? "reset-early" : "closed-early");
    throw new CaseFailed("silent");
  }

  /** So many and no more, judged after silence behind the last of them. @throws {CaseFailed} */
  async expectExactly(peer: Connection, expected: number): Promise<void> {
    await this.expectReplies(peer, expected);
    await peer.untilSilent(this.silenceMs);
    const got = this.countAll(peer);
    if (got > expected) throw new CaseFailed("too-many", { expected, got });
  }

  /** The same, and nothing beside them. @throws {CaseFailed} */
  async expectExactlyAlone(peer: Connection, expected: number): Promise<void> {
    await this.expectExactly(peer, expected);
    const { normal } = this.surroundings;
    if (normal !== undefined && !isNothingElse(peer.text, expected, normal)) {
      throw new CaseFailed("something-else", { extra: this.shown(peer) });
    }
  }

  /** @throws {CaseFailed} where a time-like reply comes */
  async expectNoReply(peer: Connection): Promise<void> {
    const isServed = await peer.until(() => this.countAll(peer) > 0, this.silenceMs);
    if (isServed) throw new CaseFailed("served", { text: this.shown(peer) });
  }

  /** A FIN and a reset both are a close. @throws {CaseFailed} */
  async expectClosed(peer: Connection): Promise<void> {
    await peer.until(() => peer.ending !== undefined, this.replyMs);
    if (peer.ending === undefined) throw new CaseFailed("not-closed");
  }

  /** Closed, after exactly so many time-like replies. @throws {CaseFailed} */
  async expectClosedWith(peer: Connection, expected: number): Promise<void> {
    await peer.until(() => peer.ending !== undefined, this.replyMs);
    const got = this.countAll(peer);
    if (got > expected)
      throw expected === 0
        ? new CaseFailed("served", { text: this.shown(peer) })
        : new CaseFailed("too-many", { expected, got });
    this.#requireReplies(peer, expected);
    if (peer.ending === undefined) throw new CaseFailed("not-closed");
  }

  /** A fresh connection gets a time-like reply. @throws {CaseFailed} of the given kind */
  async expectServed(fault: FaultId = "not-served-after", parameters: Parameters = {}): Promise<void> {
    const peer = await this.tryOpen();
    if (typeof peer === "string") throw new CaseFailed(fault, parameters);
    await peer.send("TIME\r\n");
    if (!(await this.isAnswered(peer))) throw new CaseFailed(fault, parameters);
  }

  /** Whether a time-like reply comes in time. */
  isAnswered(peer: Connection): Promise<boolean> {
    return peer.until(() => this.countAll(peer) > 0, this.replyMs);
  }
}
